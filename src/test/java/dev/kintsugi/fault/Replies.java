package dev.kintsugi.fault;

import java.util.List;

/// Natural replies of many kinds: prose, lists, tables, code, other languages, nothing.
final class Replies {
    static final List<String> ALL = List.of(
            "Your claim INS-2024-9876 was approved on November 12, 2024, and we will pay $1,250.00 within 8 days.",
            "Policy POL-887-DEMO-123 has a deductible of $500. The rental is covered for up to 30 days at $40 per day.",
            "Hello Bixby, your adjuster Maria Lindqvist will call you on Tuesday at 10:30.",
            "I can help with that. You should upload the photos before 2024-11-30 because the adjuster needs them.",
            "Please call 1-800-555-0199 or write to claims@example.com. We answer within two business days.",
            "1. Open https://example.com/claims/42\n2. Enter your policy number\n3. Wait for 15 minutes",
            "| item | amount |\n|---|---|\n| rental | 320 |\n| deductible | 1,200 |\n\nThe total is 1,520 euros.",
            "Run `reset --port 8080` and then:\n```\nconnect 10.0.0.1 2024\n```\nThis takes 5 minutes.",
            "To reset your password, click the link. It cannot be undone, and 100% of the sessions are signed out.",
            "I'm not able to find that claim. Shall I hand you over to a colleague?", "Yes.", "", "Sure!",
            "Das wird am Montag erledigt – 50 % sind schon fertig.",
            "Mr. McTesterson, the car was totalled on 03/14/2024. We are open 24/7. It is the 1st of 3 steps.",
            "The answer is 42. It will not change, since both 6 and 7 have to be multiplied.",
            "Version 2.1.3 was released in 2023; it includes 12 fixes and costs €9.99 monthly.",
            "Your ticket TCK-1001 is pending. Priya Haddad is working on it today, and it should be settled by 17:45.",
            "{\"claim_id\":\"INS-2024-9876\",\"amount\":1250,\"status\":\"approved\",\"policy_2\":\"x\"}",
            "Here is what I can do:\n- check the status\n- book a rental\n- open a ticket");

    private Replies() {}
}
