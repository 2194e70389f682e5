package dev.kintsugi.services;

import dev.kintsugi.domain.time.ConversationClock;
import org.junit.jupiter.api.AfterEach;

/// What tests of the services share: all seven over real HTTP, anew for each test.
abstract class ServicesCase {
    static final String EVENTS = "/calendar/v3/calendars/primary/events";
    static final String MESSAGES = "/2010-04-01/Accounts/AC1/Messages.json";

    final Services services = new Services(Services.Settings.DEFAULT, new ConversationClock());

    @AfterEach
    final void close() { services.close(); }

    final Asking at(ServiceName name) { return new Asking(services.addresses().get(name)); }
}
