package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What was said and what tools answered so far, with its facts by kind. Immutable once made; a conversation that went on
/// is read on from where it was.
///
/// @param said  the words of user and agent
/// @param given what the agent was handed besides: instructions, and calls and answers of tools
record Told(List<Message> conversation, List<ToolUse> uses, List<Evidence> said, List<Evidence> given, Backings facts) {
    static final Told NOTHING = new Told(List.of(), List.of(), List.of(), List.of(), Backings.of(List.of()));

    /// This, when nothing was added; else the same with what came after it, or all anew when it is another conversation.
    Told with(List<Message> messages, List<ToolUse> tools, BiFunction<String, String, Evidence> reading) {
        if (messages.equals(conversation) && tools.equals(uses)) {
            return this;
        }
        var begun = messages.size() >= conversation.size() && tools.size() >= uses.size()
                && messages.subList(0, conversation.size()).equals(conversation)
                && tools.subList(0, uses.size()).equals(uses);
        return begun ? on(messages, tools, reading) : NOTHING.on(messages, tools, reading);
    }

    private Told on(List<Message> messages, List<ToolUse> tools, BiFunction<String, String, Evidence> reading) {
        var more = new ArrayList<Evidence>();
        var words = new ArrayList<>(said);
        var papers = new ArrayList<>(given);
        for (var message : messages.subList(conversation.size(), messages.size())) {
            if (!message.content().isEmpty()) {
                var read = reading.apply("", message.content());
                more.add(read);
                (message.role() == Role.SYSTEM || message.role() == Role.TOOL ? papers : words).add(read);
            }
        }
        for (var use : tools.subList(uses.size(), tools.size())) {
            for (var text : List.of(use.result().content(), use.call().arguments())) {
                var read = reading.apply(use.call().name(), text);
                more.add(read);
                papers.add(read);
            }
        }
        return new Told(messages, tools, words, papers, facts.and(more));
    }
}
