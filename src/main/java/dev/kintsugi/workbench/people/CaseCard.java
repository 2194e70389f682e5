package dev.kintsugi.workbench.people;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.lab.people.Case;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One case with the whole package and the decisions there are.
final class CaseCard extends VBox {
    private static final int LAST_MESSAGES = 6;

    private final PeopleModel model;
    private final Label state = new Pill("");
    private final Button take = new Button("Take over");

    CaseCard(PeopleModel model, Case each) {
        this.model = model;
        getStyleClass().addAll("card", "gap-8");
        switch (each) {
            case Case.ToApprove approve -> approval(approve.name(), approve.request());
            case Case.ToTakeOver over -> handoff(over.name(), over.handoff());
        }
    }

    /// Shows how the case stands now.
    void tell(Case each) {
        switch (each) {
            case Case.ToApprove approve -> state.setText("a no in " + left(each, approve.request().patience()));
            case Case.ToTakeOver over -> {
                state.setText(over.taken()
                        ? "taken by " + over.takenBy()
                        : "waits " + left(each, over.handoff().patience()) + " more");
                take.setDisable(over.taken());
            }
        }
    }

    private String left(Case each, Duration patience) {
        var left = Math.max(0, patience.minus(model.waited(each)).toSeconds());
        return left < 120 ? left + " s" : left / 60 + " min";
    }

    private void approval(String name, ApprovalRequest request) {
        head("May " + request.tool() + " act?" + (request.amount().isEmpty() ? "" : " Amount: " + request.amount()),
                where(request.session().value(), request.turn()));
        row("What will happen", request.effect());
        row("Risk", switch (request.risk()) {
            case READ -> "None, it only looks.";
            case EFFECT -> "It changes something.";
            case RISKY -> "It cannot be taken back.";
        });
        var arguments = area(request.arguments(), 2, "What it acts with, as JSON");
        arguments.setId("case-arguments");
        arguments.setEditable(request.editable());
        labelled("With", arguments);
        decision(name, request, arguments);
    }

    /// What was edited is approved as edited, and only that.
    private void decision(String name, ApprovalRequest request, TextArea arguments) {
        var why = new TextField();
        why.setPromptText("Reason for a no, if you give one");
        why.setAccessibleText("Reason for a no");
        HBox.setHgrow(why, Priority.ALWAYS);
        var approve = button("Approve " + request.tool(), "accent",
                () -> model.decide(name, d -> d.approve(name, PeopleModel.NAME)));
        var edit = button("Approve as edited", "",
                () -> model.decide(name, d -> d.edit(name, arguments.getText(), PeopleModel.NAME)));
        edit.setDisable(true);
        edit.setVisible(request.editable());
        edit.setManaged(request.editable());
        arguments.textProperty().subscribe(text -> {
            var same = text.equals(request.arguments());
            edit.setDisable(same);
            approve.setDisable(!same);
        });
        verbs(approve, edit, button("Reject " + request.tool(), "",
                () -> model.decide(name, d -> d.reject(name, why.getText(), PeopleModel.NAME))), why);
    }

    private void handoff(String name, Handoff handoff) {
        head("This needs a person: " + handoff.failing(), where(handoff.session().value(), handoff.turn()));
        row("Request", handoff.request());
        row("Plan", String.join("\n", handoff.plan()));
        row("Done so far", String.join("\n", handoff.done()));
        row("Error", handoff.error());
        row("Conversation", conversation(handoff.conversation()));
        var words = area("", 3, "Your answer, or a note for the agent");
        words.setId("case-words");
        words.setPromptText("Your answer to the user, or a note for the agent");
        var stays = new CheckBox("I also take what the user says next");
        var credential = new CheckBox("I supplied another credential");
        getChildren().addAll(words, stays, credential);
        take.setOnAction(_ -> {
            model.decide(name, d -> d.take(name, PeopleModel.NAME));
            // Who takes a case over writes next; the focus would go to the button that gives it away again.
            words.requestFocus();
        });
        var answer = button("Answer the user", "accent",
                () -> model.decide(name, d -> d.answer(name, words.getText(), stays.isSelected(), PeopleModel.NAME)));
        answer.setDisable(true);
        words.textProperty().subscribe(text -> answer.setDisable(text.isBlank()));
        take.setMinWidth(USE_PREF_SIZE);
        verbs(take, answer, button("Hand back to the agent", "", () -> model.decide(name,
                d -> d.handBack(name, words.getText(), credential.isSelected(), PeopleModel.NAME))));
    }

    private static String where(String session, int turn) { return session + ", turn " + turn; }

    private static String conversation(List<Message> messages) {
        var from = Math.max(0, messages.size() - LAST_MESSAGES);
        var earlier = from == 0 ? "" : from + (from == 1 ? " earlier message\n" : " earlier messages\n");
        return earlier + messages.subList(from, messages.size()).stream()
                .map(m -> m.role().name().charAt(0) + m.role().name().substring(1).toLowerCase(Locale.ROOT)
                        + ": " + m.content())
                .collect(Collectors.joining("\n"));
    }

    private void head(String title, String where) {
        var words = new Label(title);
        words.getStyleClass().add("strong");
        Prose.wrap(words);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var place = new Label(where);
        place.getStyleClass().addAll("muted", "small");
        place.setMinWidth(USE_PREF_SIZE);
        state.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(words, place, state);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        getChildren().add(head);
    }

    private void row(String name, String text) {
        if (!text.isBlank()) {
            labelled(name, Prose.of(text));
        }
    }

    private void labelled(String name, Node value) {
        var label = new Label(name);
        label.getStyleClass().add("muted");
        label.getStyleClass().add("case-label");
        label.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(value, Priority.ALWAYS);
        var row = new HBox(label, value);
        row.getStyleClass().add("gap-12");
        getChildren().add(row);
    }

    private static TextArea area(String text, int rows, String spoken) {
        var area = new TextArea(text);
        area.setPrefRowCount(rows);
        Prose.written(area);
        area.setAccessibleText(spoken);
        return area;
    }

    private static Button button(String verb, String style, Runnable run) {
        var button = new Button(verb);
        // A tool's name may hold an underscore, which would be taken for a shortcut.
        button.setMnemonicParsing(false);
        button.setMinWidth(USE_PREF_SIZE);
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setOnAction(_ -> run.run());
        return button;
    }

    private void verbs(Node... nodes) {
        var verbs = new HBox(nodes);
        verbs.setAlignment(Pos.CENTER_LEFT);
        verbs.getStyleClass().add("gap-8");
        getChildren().add(verbs);
    }
}
