package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {
    @Test
    void theLineOfATurnTellsItsSessionAndItsNumberAsTheLabDoes() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(SessionWork.class);
        lines.start();
        logger.addAppender(lines);
        try (var lab = Lab.inMemory(LabSettings.defaults(), new TestAgents())) {
            var session = lab.begin(SessionSpec.of(lab.settings()));
            session.say("Hello", null).join();
            session.say("Where is my claim INS-2024-9876?", null).join();
            assertThat(lines.list).filteredOn(l -> l.getMDCPropertyMap().containsValue(session.id().value()))
                    .extracting(ILoggingEvent::getMDCPropertyMap)
                    .isEqualTo(List.of(of(session, "1"), of(session, "2")));
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static Map<String, String> of(Session session, String turn) {
        return Map.of("session", session.id().value(), "turn", turn);
    }
}
