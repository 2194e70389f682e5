package dev.kintsugi.agent.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.model.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageIndexTest {
    private static final PassageIndex INSURANCE = new PassageIndex(Packs.named("insurance"));
    private static final PassageIndex SUPPORT = new PassageIndex(Packs.named("support"));
    private static final PassageIndex GENERAL = new PassageIndex(Packs.named("general"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            how many days until you decide | claim-time
            what happens after intake in a claim | claim-steps
            by when must an accident be reported | claim-report
            do you need a police report | claim-documents
            I want to object to your decision | claim-appeal
            can I take my claim back | claim-cancel
            does my premium rise after an accident | claim-premium
            how is the market value of a wrecked car found | total-loss
            I still owe the bank for the totalled car | total-loss-loan
            may I keep the wreck | keep-wreck
            minimum age for a rental | rental-bring
            what is the address of the branch in Riverton | rental-branches
            I need a bigger rental car for seven people | rental-bigger
            extend my rental reservation | rental-change
            can I hand in taxi receipts | own-transport
            what does deductible mean | deductible-what
            do I get the deductible back if the other driver was at fault | deductible-back
            lower the deductible at renewal | deductible-change
            how many pictures may I e-mail | photos
            your postal address for documents | email-docs
            phone number and opening hours | contact
            I have a flat tyre and need towing | roadside
            who pays for storage at the tow yard | tow-storage
            may I choose my own garage | repair-shop
            when will the repair be finished | repair-time
            when does the assessor visit | assessor
            difference between collision and comprehensive | cover-types
            a stone hit my windscreen | windshield
            terminate my contract | cancel-policy
            add my daughter as a driver | change-policy
            I missed a premium payment | premium-pay
            send me a proof of insurance | proof
            I would like a quote | quote
            """)
    void findsTheInsurancePassage(String question, String id) {
        assertThat(INSURANCE.best(question, 2)).extracting(Passage::id).contains(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I can't remember my password | password-reset
            too many wrong passwords, I am locked out | locked
            I lost the phone with my authenticator | new-phone
            how do I invite a colleague to the team | invite
            charged twice on my card | refund
            undelete a file from trash | restore-file
            the VPN does not connect | vpn
            is this mail phishing | phishing
            """)
    void findsTheSupportPassage(String question, String id) {
        assertThat(SUPPORT.best(question, 2)).extracting(Passage::id).contains(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            explain circuit breakers | breaker
            why is the sky blue | sky
            capital city of Spain | capital-europe
            how do I sleep better | sleep
            what does status 429 mean | http
            """)
    void findsTheGeneralPassage(String question, String id) {
        assertThat(GENERAL.best(question, 2)).extracting(Passage::id).contains(id);
    }

    @Test
    void findsNothingForWordsThatNobodyUses() {
        assertThat(INSURANCE.best("zxqv blorp", 3)).isEmpty();
        assertThat(INSURANCE.best("", 3)).isEmpty();
    }

    @Test
    void neverRetrievesDataAboutPeople() {
        assertThat(INSURANCE.best("Bixby McTesterson POL-887-DEMO-123", 5)).noneMatch(p -> p.text().contains("Bixby"));
    }
}
