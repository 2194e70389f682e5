package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/// What tests of recoveries share.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
abstract class RescueCase {
    static RescueReport recover(Lab lab, SessionId id, List<Tool> tools) {
        return new Rescue(lab, new ConversationClock()).recover(id, tools);
    }

    static Lab inMemory(LabSettings settings) { return Lab.inMemory(settings, new TestAgents()); }
}
