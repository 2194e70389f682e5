package dev.kintsugi.agent.search;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.StringHelper;

/// Turns texts into vectors whose angle tells how many words they share: what an embedding is for, without a model. Words
/// of other letters that mean the same are as far apart as any.
///
/// Feature hashing (Weinberger et al., *Feature Hashing for Large Scale Multitask Learning*, 2009): each English stem, and
/// each pair of neighbouring ones at half the weight, has a place in the vector and a sign, both by its hash (MurmurHash3);
/// a feature that occurs n times counts 1 + ln n. The length is 1. The same text gives the same vector on every machine.
/// Safe for many threads.
public final class WordVectors {
    private static final English ENGLISH = new English(Map.of());
    private static final double PAIR = 0.5;
    private static final int PLACE = 1;
    private static final int SIGN = 2;

    private WordVectors() {}

    /// @param size of the vector, at least 1
    public static float[] of(String text, int size) {
        var sum = new double[size];
        features(ENGLISH.stems(text)).forEach((feature, weight) -> add(sum, feature, weight));
        var length = length(sum);
        if (length == 0) {
            // A text without words, or one whose words cancel each other out in a short vector.
            add(sum, text, 1);
            length = length(sum);
        }
        var vector = new float[size];
        for (var i = 0; i < size; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }

    private static Map<String, Double> features(List<String> stems) {
        var counts = new HashMap<String, Integer>();
        for (var i = 0; i < stems.size(); i++) {
            counts.merge(stems.get(i), 1, Integer::sum);
            if (i > 0) {
                counts.merge(stems.get(i - 1) + ' ' + stems.get(i), 1, Integer::sum);
            }
        }
        var weights = new HashMap<String, Double>();
        counts.forEach((feature, n) -> weights.put(feature,
                (feature.indexOf(' ') < 0 ? 1 : PAIR) * (1 + Math.log(n))));
        return weights;
    }

    private static void add(double[] sum, String feature, double weight) {
        var bytes = feature.getBytes(StandardCharsets.UTF_8);
        var place = Math.floorMod(StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, PLACE), sum.length);
        var sign = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, SIGN) < 0 ? -1 : 1;
        sum[place] += sign * weight;
    }

    private static double length(double[] vector) {
        var squares = 0.0;
        for (var value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
