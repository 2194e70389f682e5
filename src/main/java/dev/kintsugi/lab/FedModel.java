package dev.kintsugi.lab;

import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.event.Equipment;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Cancelled;

/// The model of a replay: answers what the log says the real one answered. Nobody is asked.
record FedModel(Tape tape, Equipment equipment) implements Model {
    @Override
    public int contextWindow(String model) {
        return equipment.asked().stream().filter(a -> a.model().equals(model)).findFirst()
                .orElse(equipment.asked().getFirst()).contextWindow();
    }

    @Override
    public ModelReply call(ModelRequest request, TokenSink sink) {
        if (!(tape.nextEvent() instanceof LabEvent.Heard heard)) {
            if (tape.stoppedHere()) {
                throw new Cancelled();
            }
            throw tape.killedHere()
                    ? new Tape.Unwound()
                    : tape.differs("the replay asks " + request.model() + ", the log does not");
        }
        if (!heard.streamed().value().isEmpty()) {
            sink.token(heard.streamed().value());
        }
        var reply = heard.reply();
        var error = heard.error();
        if (reply != null) {
            return reply.reply();
        }
        if (error == null) {
            throw tape.differs("the log says neither what the model answered nor how it failed");
        }
        var key = request.key();
        throw ErrorTable.error(error.wire(), new ErrorContext(key.turn().session(), "", request.model(), "model",
                key.turn().number(), key.attempt() - 1));
    }
}
