package dev.kintsugi.agent.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;

/// Lucene's English with a pack's synonyms: words become lower-case stems, and words that mean the same become one.
///
/// Immutable but for Lucene's own per-thread buffers; safe for many threads.
final class English extends Analyzer {
    private static final List<String> FILLERS = List.of("i", "i'm", "i've", "i'd", "me", "my", "mine", "we", "our",
            "us",
            "please", "pls", "plz", "just", "really", "very", "so", "am", "been", "has", "have", "had", "would",
            "could", "from",
            "some",
            "than", "too", "also", "well", "actually", "maybe", "do", "does", "did");

    private final CharArraySet stops;
    private final SynonymMap synonyms;

    English(Map<String, List<String>> synonyms) {
        this.stops = new CharArraySet(64, true);
        // a "no" changes everything, so it is no stop word here
        EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.stream().map(word -> new String((char[]) word))
                .filter(word -> !word.equals("no") && !word.equals("not")).forEach(this.stops::add);
        this.stops.addAll(FILLERS);
        this.synonyms = map(synonyms);
    }

    private static SynonymMap map(Map<String, List<String>> synonyms) {
        var builder = new SynonymMap.Builder(true);
        // the map is unordered, and an order of additions must not show in the result
        synonyms.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entry.getValue().forEach(word -> add(word, entry.getKey(), builder)));
        try {
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String word, String meaning, SynonymMap.Builder builder) {
        var parts = word.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
        if (!parts[0].isEmpty()) {
            builder.add(SynonymMap.Builder.join(parts, new CharsRefBuilder()), new CharsRef(meaning.strip()), false);
        }
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var source = new StandardTokenizer();
        TokenStream words = new LowerCaseFilter(new EnglishPossessiveFilter(source));
        words = new StopFilter(words, stops);
        if (synonyms.fst != null) { // Lucene's mark of an empty map, which its filter refuses
            words = new SynonymGraphFilter(words, synonyms, true);
        }
        return new TokenStreamComponents(source, new PorterStemFilter(words));
    }

    /// The stems of a text, in order, with repetitions.
    List<String> stems(String text) {
        var stems = new ArrayList<String>();
        try (var words = tokenStream("text", text.replace('’', '\''))) {
            var term = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                stems.add(term.toString());
            }
            words.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stems;
    }
}
