package dev.kintsugi.agent.errands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.services.Services;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripted agent runs errands with real services: it picks the right tool, with the right arguments, and says what it
/// found.
class ErrandsTalkTest {
    private final Services services = new Services(Services.Settings.DEFAULT, new ConversationClock());
    private final List<Message> history = new ArrayList<>();
    private int turn;

    @AfterEach
    void close() { services.close(); }

    private Map<String, URI> bases() {
        var bases = new HashMap<String, URI>();
        services.addresses().forEach((name, address) -> bases.put(name.word(), address));
        return bases;
    }

    private Agent agent(Outside outside) {
        return Agents.scripted(TestPacks.named("errands"), 42, 8192, new ServiceDesk(), outside);
    }

    private AgentReply ask(String text) {
        return ask(agent(new Errands(bases(), Errands.PATIENCE, new ConversationClock())), text);
    }

    private AgentReply ask(Agent agent, String text) {
        history.add(Message.user(text));
        var key = new CallKey(new TurnId(new SessionId("errands"), ++turn), 1, 1, 1);
        var reply = agent.answer(new AgentRequest(key, history, List.of(), agent.models().getFirst(), 0, Deadline.NONE),
                Wire.DIRECT, TokenSink.NONE);
        history.add(Message.assistant(reply.text()));
        return reply;
    }

    @Test
    void thereAreTenToolsAndAWayToAPerson() {
        var tools = agent(new Errands(bases(), Errands.PATIENCE, new ConversationClock())).tools().stream()
                .map(ToolSpec::name).toList();
        assertThat(tools).containsAll(Outside.NAMES).contains("open_ticket").hasSize(11);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "What's the weather like in New York today? | weather | {\"city\":\"New York\"} | New York",
            "Will it rain in Tokyo? | weather | {\"city\":\"Tokyo\"} | Tokyo",
            "Search for information about chaos engineering | search | {\"query\":\"chaos engineering\"} | chaos engineering",
            "Please google circuit breakers | search | {\"query\":\"circuit breakers\"} | circuit breaker",
            "Calculate the result of 15 * 23 + 47 | calculate | {\"expression\":\"15 * 23 + 47\"} | 392",
            "How much is (2 + 3) * 4? | calculate | {\"expression\":\"(2 + 3) * 4\"} | 20",
            "Add an event to my calendar for tomorrow at 2 PM titled 'Team Meeting' | add_event | {\"day\":\"tomorrow\",\"time\":\"2 PM\",\"title\":\"Team Meeting\"} | at 14:00",
            "Schedule a lunch with Bob on friday at 12:30 | add_event | {\"day\":\"friday\",\"time\":\"12:30\",\"title\":\"lunch with Bob\"} | at 12:30",
            "What is in my calendar tomorrow? | list_events | {\"day\":\"tomorrow\"} | calendar",
            "List my events | list_events | {} | calendar",
            "Translate 'Hello, how are you?' to Spanish | translate | {\"language\":\"Spanish\",\"text\":\"Hello, how are you?\"} | Hola, ¿cómo estás?",
            "How do you say 'good night' in German? | translate | {\"language\":\"German\",\"text\":\"good night\"} | Gute Nacht",
            "Translate thank you very much into French | translate | {\"language\":\"French\",\"text\":\"thank you very much\"} | Merci beaucoup",
            "Send a message to Alice saying 'Lunch at noon works for me' | send_message | {\"text\":\"Lunch at noon works for me\",\"to\":\"Alice\"} | Alice",
            "Tell Bob that I am running late | send_message | {\"text\":\"I am running late\",\"to\":\"Bob\"} | Bob",
            "Do I have new messages? | receive_messages | {} | Lunch tomorrow at noon?",
            "Read the messages from Carol | receive_messages | {\"from\":\"Carol\"} | slides",
            "Find a movie about a lighthouse | search_movies | {\"query\":\"a lighthouse\"} | Night Shift at the Lighthouse"})
    void itPicksTheToolAndSaysWhatItFound(String prompt, String tool, String arguments, String said) {
        var reply = ask(prompt);
        assertThat(reply.tools()).singleElement().satisfies(use -> {
            assertThat(use.call().name()).isEqualTo(tool);
            assertThat(use.call().arguments()).isEqualTo(arguments);
            assertThat(use.result().ok()).as(use.result().content()).isTrue();
        });
        assertThat(reply.text()).containsIgnoringCase(said);
    }

    @Test
    void detailsOfAFilmTakeTwoTools() {
        var reply = ask("Tell me about the movie Paper Lanterns");
        assertThat(reply.tools()).extracting(use -> use.call().name()).containsExactly("search_movies",
                "movie_details");
        assertThat(reply.text()).contains("提灯").contains("2011");
    }

    @Test
    void whatIsMissingIsAskedForOneByOne() {
        assertThat(ask("Add an event to my calendar").text()).contains("called");
        assertThat(ask("titled 'Dentist'").text()).contains("day");
        assertThat(ask("tomorrow").text()).contains("time");
        var reply = ask("at 9:30");
        assertThat(reply.tools()).singleElement().satisfies(use -> assertThat(use.call().arguments())
                .isEqualTo("{\"day\":\"tomorrow\",\"time\":\"9:30\",\"title\":\"Dentist\"}"));
        assertThat(ask("What do I have planned tomorrow?").text()).contains("Dentist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "What's the weather in Atlantis? | knows no city called Atlantis",
            "Calculate 1 / 0 | Division by zero",
            "Search for zyzzyva | found nothing",
            "Send a message to Zorro saying 'hi' | was not sent",
            "Translate 'water' to Klingon | klingon is not supported",
            "Find a movie about zyzzyva | found no film"})
    void whatAServiceRefusesIsToldAndNothingIsMadeUp(String prompt, String said) {
        assertThat(ask(prompt).text()).contains(said);
    }

    @Test
    void withoutServicesItSaysThatItCannot() {
        var reply = ask(agent(Outside.NONE), "What's the weather like in New York today?");
        assertThat(reply.tools()).isEmpty();
        assertThat(reply.text()).contains("no way to the weather service");
    }
}
