package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.Offer;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.pack.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts an answer together: a greeting or a word of sympathy, what there is to say, an offer. Immutable.
record Composer(Pack pack, Talk talk, Map<String, String> known, Voice voice, Notes notes, boolean terse) {
    private static final Pattern GREETS = Pattern.compile(
            "^\\W*(hi|hello|hey|good (morning|afternoon|evening|day)|greetings)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final int TERSE_SENTENCES = 3;

    String compose(Meaning meaning, List<Move> moves, Sources sources) {
        var parts = new ArrayList<String>();
        var small = meaning.intents().stream().allMatch(Intent::small) && !moves.isEmpty();
        if (!plain()) {
            opening(small).ifPresent(parts::add);
        }
        var offers = new ArrayList<String>();
        meaning.declined().ifPresent(offer -> parts.add(line("declined", offer.declined())));
        moves.forEach(move -> add(move, parts, offers));
        if (parts.isEmpty() || meaning.declined().isEmpty() && moves.stream().allMatch(Move.Pass.class::isInstance)) {
            unscripted(sources, parts, offers);
        }
        if (!notes.evidenceOnly()) {
            offers.stream().findFirst().flatMap(this::offer).ifPresent(parts::add);
        }
        return String.join(" ", parts);
    }

    /// Without sympathy and greetings.
    private boolean plain() { return terse || notes.brief() || notes.evidenceOnly(); }

    private Optional<String> opening(boolean small) {
        if (small) {
            return Optional.empty();
        }
        var mood = pack.moods().stream().filter(candidate -> candidate.shows(talk.asked())).findFirst()
                .flatMap(shown -> voice.sayOnce("mood", shown.say(), known));
        return mood.isPresent() || !talk.said().isEmpty() || !GREETS.matcher(talk.asked()).find()
                ? mood
                : voice.say("greeting", pack.phrases().greetings(), known);
    }

    private void add(Move move, List<String> parts, List<String> offers) {
        switch (move) {
            case Move.Say(var intent, var reply) -> {
                parts.add(said("say." + intent.id(), reply.say(), intent.small()));
                if (!reply.offer().isEmpty()) {
                    offers.add(reply.offer());
                }
            }
            case Move.Ask(var step) -> {
                var question = voice.sayOnce("ask." + step.need(), step.ask(), known);
                if (question.isPresent() && !notes.noAsking()) {
                    parts.add(question.get());
                } else {
                    parts.add(line("noAsking", pack.phrases().noAsking()));
                    offers.add(pack.phrases().offering());
                }
            }
            case Move.Call _,Move.Pass _ -> {
            }
        }
    }

    /// What was said before is said again with a word that admits it.
    private String said(String purpose, List<String> variants, boolean small) {
        var text = shortened(line(purpose, variants));
        if (small || plain() || !voice.wasSaid(text)) {
            return text;
        }
        return line("repeat", pack.phrases().repeat()) + " " + text;
    }

    private String shortened(String text) {
        if (!terse && !notes.brief()) {
            return text;
        }
        var sentences = SENTENCE_END.split(text);
        return sentences.length <= TERSE_SENTENCES
                ? text
                : String.join(" ", List.of(sentences).subList(0, TERSE_SENTENCES));
    }

    private void unscripted(Sources sources, List<String> parts, List<String> offers) {
        Phrases phrases = pack.phrases();
        var answer = sources.answer(talk.asked());
        if (answer.isPresent()) {
            parts.add(line("evidence", phrases.evidence()) + " " + answer.get());
        } else {
            parts.add(line("unknown", phrases.unknown()));
            offers.add(phrases.offering());
        }
    }

    private Optional<String> offer(String id) {
        return pack.offers().stream().filter(offer -> offer.id().equals(id)).findFirst().map(Offer::say)
                .flatMap(say -> voice.say("offer." + id, say, known));
    }

    private String line(String purpose, List<String> variants) {
        return voice.say(purpose, variants, known).orElse("");
    }
}
