package dev.kintsugi.domain.event;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact of the lab. Immutable; the envelope that gives it an address is [Entry].
///
/// Components are strings, whole numbers, booleans, enums, [Text]s, records of these, and lists of these: nothing else
/// has a canonical form. Absent values are null and are left out of the line.
public sealed interface LabEvent {
    /// A session began. All that a replay needs besides the inputs.
    ///
    /// @param equipment absent when a program brought the agent along, and in logs of earlier versions
    record SessionOpened(long drawKey, long seed, String agent, String model, String policy, String order,
            boolean virtual, String scenario, @Nullable Equipment equipment) implements LabEvent {
        public SessionOpened(long drawKey, long seed, String agent, String model, String policy, String order,
                boolean virtual, String scenario) {
            this(drawKey, seed, agent, model, policy, order, virtual, scenario, null);
        }
    }

    /// The session was opened again by a later start of the lab: breakers and caches begin afresh.
    ///
    /// @param equipment as of this life; absent as in [SessionOpened]
    record SessionReopened(@Nullable Equipment equipment) implements LabEvent {
        public SessionReopened() { this(null); }
    }

    /// A setting changed, by a person or a scenario. The value is canonical text.
    record SettingChanged(String name, Text value) implements LabEvent {
        /// The setting that names the recovery policy.
        public static final String POLICY = "policy";

        public boolean ofPolicy() { return name.equals(POLICY); }
    }

    /// The user said something. Committed before anything is done about it.
    record MessageReceived(Text message, @Nullable Failure forced) implements LabEvent {}

    /// A step of a scenario begins.
    record ScenarioStep(int number, String name) implements LabEvent {}

    /// A named position in the log to which the conversation can be taken back.
    record CheckpointTaken(String name, int messages) implements LabEvent {}

    /// Whether and why this turn is touched.
    record Decided(Decision decision) implements LabEvent {}

    /// A fault acted on a call: what the call would have given, and what was made of it.
    ///
    /// @param target   `model` or the tool's name
    /// @param observed the reply as rewritten; empty when an error took its place
    /// @param error    the error that took its place, in words; empty when the reply was rewritten
    /// @param cure     the conditions under which the fault lets go, in words
    /// @param config   of a mode at a program's call: how it was set where that differs from the defaults, a JSON object of
    ///                 texts as of a made-up fault; absent for nothing, at other calls, and in logs of earlier versions
    record Injected(Failure mode, int attempt, String target, Text natural, Text observed, String error,
            List<Change> changes, String cure, @Nullable String config) implements LabEvent {
        public Injected {
            changes = List.copyOf(changes);
        }

        public Injected(Failure mode, int attempt, String target, Text natural, Text observed, String error,
                List<Change> changes, String cure) {
            this(mode, attempt, target, natural, observed, error, changes, cure, null);
        }

        /// @param how of a mode; absent for nothing
        public Injected withConfig(@Nullable String how) {
            return new Injected(mode, attempt, target, natural, observed, error, changes, cure, how);
        }
    }

    /// One call on the wire and how it went. For a call that failed, fault, category and severity say how.
    ///
    /// @param finish why the model stopped when it did not stop of its own accord; absent then, when the call failed, and
    ///               in logs of earlier versions
    record Attempted(int attempt, int call, String target, String model, int promptTokens, int completionTokens,
            long latencyMs, boolean simulated, boolean ok, Text reply, @Nullable WireFault fault, int status,
            @Nullable ErrorCategory category, @Nullable Severity severity, Text error,
            @Nullable FinishReason finish) implements LabEvent {
        public Attempted {
            finish = finish == FinishReason.STOP ? null : finish;
        }

        public Attempted(int attempt, int call, String target, String model, int promptTokens, int completionTokens,
                long latencyMs, boolean simulated, boolean ok, Text reply, @Nullable WireFault fault, int status,
                @Nullable ErrorCategory category, @Nullable Severity severity, Text error) {
            this(attempt, call, target, model, promptTokens, completionTokens, latencyMs, simulated, ok, reply, fault,
                    status, category, severity, error, null);
        }

        /// Whether a model was called, not a tool.
        public boolean ofModel() { return target.equals("model"); }

        /// As earlier versions wrote it.
        public Attempted withoutFinish() {
            return new Attempted(attempt, call, target, model, promptTokens, completionTokens, latencyMs, simulated, ok,
                    reply, fault, status, category, severity, error);
        }

        /// Why the model stopped; absent when the call failed or was for a tool.
        public Optional<FinishReason> stopped() {
            return ok && ofModel()
                    ? Optional.of(finish == null ? FinishReason.STOP : finish)
                    : Optional.empty();
        }
    }

    /// The agent is about to use a tool that changes something. Committed before it acts.
    record ToolIntended(String tool, Effect effect, String idempotencyKey, Text arguments) implements LabEvent {}

    /// A tool was used.
    record ToolUsed(String tool, Effect effect, String idempotencyKey, Text arguments, Text result, boolean ok)
            implements
                LabEvent {}

    /// The lab waited.
    record Paused(WaitReason reason, long plannedMs, long realMs, boolean skipped) implements LabEvent {}

    /// A detector flagged a reply.
    record Detected(Detection detection) implements LabEvent {}

    /// Recovery did something.
    record Recovering(Step step) implements LabEvent {}

    /// What had come in of a reply was taken back; whoever watched it come has seen it.
    record Exposed(int attempt, Text shown) implements LabEvent {}

    /// What the user got.
    ///
    /// @param by what delivered it: `attempt n`, or the pattern that stood in
    record Delivered(DeliveredStatus status, Text text, String by, String model) implements LabEvent {}

    /// The turn is over.
    ///
    /// @param naturalStatus what the model itself produced
    /// @param tokens        tokens of the whole conversation sent
    /// @param processingMs  lab time from message to delivery
    record TurnConcluded(TurnStatus status, TurnStatus naturalStatus, DeliveredStatus delivered, Outcome outcome,
            int attempts, int tokens, long processingMs) implements LabEvent {}

    /// The turn was found open at start, or was stopped.
    record TurnInterrupted(String why) implements LabEvent {}

    /// The agent was restarted and forgot the conversation, unless a checkpoint brought it back.
    record AgentRestarted(boolean restored) implements LabEvent {}

    /// The session's state was forgotten on request; turn numbers go on.
    record SessionReset() implements LabEvent {}

    /// The simulated customer's patience changed. In parts per million of full patience.
    record PatienceChanged(int from, int to, String why) implements LabEvent {}

    /// The simulated customer gave up.
    record Disconnected(int patience) implements LabEvent {}

    /// The cooldown was ended by a person.
    record CooldownEnded() implements LabEvent {}

    /// Every fault was stopped at once.
    record PanicStopped() implements LabEvent {}

    /// A program called through the gateway: one call of the turn, its own retries included.
    ///
    /// @param request    the id under which it was answered
    /// @param caller     who called: a hash of its key, or its address, after the name of its own base URL if it has one
    /// @param lastAnswer what the conversation it sent holds as the assistant's last word; absent when there is none, in
    ///                   logs of earlier versions empty then
    /// @param api        by which it came; absent in logs of earlier versions
    record CallArrived(String request, String caller, int attempt, String model, boolean streamed, int messages,
            @Nullable Text lastAnswer, @Nullable Api api) implements LabEvent {}

    /// What the program was sent in answer, and how the answer ended.
    ///
    /// @param retryAfterMs how long it was asked to wait; 0 when it was not
    /// @param mayRetry     whether trying again could help
    /// @param sent         the text that reached it, whole or not; the error's words when it was an error
    record CallAnswered(String request, int attempt, Ending ending, int status, long retryAfterMs, boolean mayRetry,
            Text sent) implements LabEvent {}

    /// A program's call that nothing was done to and nothing went wrong with, from its arrival to its end: one event in the
    /// place of the seven that tell of a call with more to it. [Entry#parts()] are those seven.
    ///
    /// @param request    the id under which it was answered
    /// @param caller     who called: a hash of its key, or its address, after the name of its own base URL if it has one
    /// @param model      the model it asked for
    /// @param streamed   whether it asked for a stream; false in logs of earlier versions, which told a stream by the seven
    /// @param messages   how many its conversation holds
    /// @param message    the last of them
    /// @param lastAnswer what its conversation holds as the assistant's last word; absent when there is none, in logs of
    ///                   earlier versions also when it is empty
    /// @param answered   the model that answered
    /// @param latencyMs  of the model, lab time
    /// @param tookMs     lab time from its arrival
    /// @param api        by which it came; absent in logs of earlier versions
    record CallServed(String request, String caller, String model, boolean streamed, int messages, Text message,
            @Nullable Text lastAnswer, Decision decision, String answered, int promptTokens, int completionTokens,
            long latencyMs, boolean simulated, Text reply, @Nullable FinishReason finish, long tookMs,
            @Nullable Api api)
            implements
                LabEvent {
        /// @param call the one call of the model
        public CallServed(MessageReceived said, Decided decided, CallArrived arrived, Attempted call, long tookMs) {
            this(arrived.request(), arrived.caller(), arrived.model(), arrived.streamed(), arrived.messages(),
                    said.message(),
                    arrived.lastAnswer(), decided.decision(),
                    call.model(), call.promptTokens(), call.completionTokens(), call.latencyMs(), call.simulated(),
                    call.reply(), call.finish(), tookMs, arrived.api());
        }

        /// What stands for its arrival.
        List<LabEvent> arrival() {
            return List.of(new MessageReceived(message, null), new Decided(decision),
                    new CallArrived(request, caller, 1,
                            model, streamed, messages, lastAnswer, api));
        }

        /// What stands for its answer.
        List<LabEvent> answer() {
            return List.of(
                    new Attempted(1, 1, "model", answered, promptTokens, completionTokens, latencyMs, simulated, true,
                            reply, null, 0, null, null, Text.EMPTY, finish),
                    new CallAnswered(request, 1, Ending.REPLY, 200, 0, false, reply),
                    new Delivered(DeliveredStatus.REPLY, reply, "attempt 1", answered),
                    new TurnConcluded(TurnStatus.SUCCESS, TurnStatus.SUCCESS, DeliveredStatus.REPLY, Outcome.SOUND, 1,
                            promptTokens, tookMs));
        }
    }

    /// What people were asked and what they decided. Requests are committed before anybody is asked.
    sealed interface OfPeople extends LabEvent {}

    /// An act waits for a person's yes.
    ///
    /// @param id         its name in the session
    /// @param amount     what is at stake; empty for nothing that can be counted
    /// @param effectText what will happen, in words
    /// @param patienceMs lab time after which silence is a no
    record ApprovalRequested(String id, String tool, Effect risk, Text arguments, Text amount, Text effectText,
            long patienceMs) implements OfPeople {}

    /// How a request for approval ended.
    ///
    /// @param arguments what to act with
    /// @param by        who decided; empty when nobody did
    /// @param waitedMs  lab time from the request
    record ApprovalGiven(String id, ApprovalVerdict verdict, Text arguments, Text why, String by, long waitedMs)
            implements
                OfPeople {}

    /// A case was handed to people, with the whole of it.
    ///
    /// @param messages the length of the conversation, which stands in the log before it
    /// @param failures failures since the last sound reply
    record HandoffRequested(String id, Text request, List<Text> plan, List<Text> done, String failing, Text error,
            int messages, int failures, long patienceMs) implements OfPeople {
        public HandoffRequested {
            plan = List.copyOf(plan);
            done = List.copyOf(done);
        }
    }

    /// A person took the case.
    record HandoffTaken(String id, String by, long waitedMs) implements OfPeople {}

    /// A person answered in the agent's place.
    ///
    /// @param stays whether the person also takes what the user says next
    record HumanAnswered(String id, Text answer, String by, boolean stays, long waitedMs) implements OfPeople {}

    /// A person gave the case back to the agent.
    ///
    /// @param freshCredential whether another credential was supplied
    record HandedBack(String id, Text note, boolean freshCredential, String by, long waitedMs) implements OfPeople {}

    /// Nobody took the case in time.
    record HandoffUnanswered(String id, long waitedMs) implements OfPeople {}

    /// Effects, workflows, and the mending of whole sessions.
    sealed interface OfWork extends LabEvent {}

    /// An effect whose fate was unknown is known now.
    ///
    /// @param by who knew: the tool's name or a person's
    record EffectSettled(String idempotencyKey, EffectState state, String by, Text note) implements OfWork {}

    /// An earlier state was put back after a risky act failed.
    record StateRestored(String checkpoint, int messages) implements OfWork {}

    /// A workflow began, or went on after a restart.
    ///
    /// @param definition the whole of it, as YAML
    /// @param resumed    whether it goes on with what an earlier run had done
    record WorkflowStarted(String name, Text goal, Text definition, boolean resumed) implements OfWork {}

    /// A step of the workflow moved.
    ///
    /// @param step  its number, from 1
    /// @param tool  the tool that was used: the step's own, or the fallback's
    /// @param state how it stands
    record WorkflowStepped(int step, String tool, StepState state, Text note) implements OfWork {}

    /// The workflow stands otherwise than before.
    record WorkflowChanged(WorkflowState state, Text why) implements OfWork {}

    /// The session was recovered, or it was tried.
    ///
    /// @param attempt which of at most three
    record SessionRecovered(int attempt, boolean whole, List<Finding> findings) implements OfWork {
        public SessionRecovered {
            findings = List.copyOf(findings);
        }
    }

    /// A reply could not be spoken; it was there as text.
    record SpeechFailed(String engine, Text why) implements OfWork {}

    /// What came from outside and decides nothing by itself: kept so that a replay can be fed with it.
    sealed interface OfOutside extends LabEvent {}

    /// A model outside the lab answered one call, before any fault had a say. Calls that only work out a natural answer
    /// are among them. Exactly one of reply and error is there.
    ///
    /// @param streamed what was shown of it while it arrived
    record Heard(int attempt, int call, String model, Text streamed, FarReply.@Nullable Whole reply,
            FarReply.@Nullable Failed error) implements OfOutside {}

    /// A tool asked its service, once: what was drawn about the try, what was done to it, and how it went.
    ///
    /// @param service    which service
    /// @param round      which try of the tool, from 1
    /// @param toxicDraw  what was drawn about a toxic, parts per million; it acts below its chance
    /// @param toxic      the type of the toxic that stood in the way; empty for none
    /// @param stream     `upstream` or `downstream`; empty without a toxic
    /// @param errorDraw  what was drawn about a simulated error, parts per million
    /// @param simulated  whether the error was simulated: then the service was not asked
    /// @param latencyMs  lab time
    /// @param fault      how it failed; absent when an answer came
    /// @param status     of a refusal; 0 otherwise
    record ServiceCalled(String tool, String service, int attempt, int call, int round, int toxicDraw, String toxic,
            String stream, int errorDraw, boolean simulated, long latencyMs, @Nullable WireFault fault, int status,
            Text error) implements OfOutside {}

    /// A model was asked whether a reply is supported by the evidence. What it was heard to say stands before it, as call 0
    /// of the attempt.
    record Judged(Judgement judgement) implements OfOutside {}
}
