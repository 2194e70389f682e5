package dev.kintsugi.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.recovery.PlantedPeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The house: arrows only downward, siblings never see each other, and each tool of the outside in one room.
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.kintsugi");
    private static final String[] TOOLS = {"agent", "fault", "network", "services", "recovery", "store", "report"};
    private static final String[] DOORS = {"workbench", "cli", "gateway"};

    @Test
    void arrowsPointDownward() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer("app").definedBy("dev.kintsugi.app..")
                .layer("doors").definedBy("dev.kintsugi.workbench..", "dev.kintsugi.cli..", "dev.kintsugi.gateway..")
                .layer("lab")
                .definedBy("dev.kintsugi.lab..").layer("tools").definedBy(packages(TOOLS)).layer("domain")
                .definedBy("dev.kintsugi.domain..").whereLayer("app").mayNotBeAccessedByAnyLayer().whereLayer("doors")
                .mayOnlyBeAccessedByLayers("app").whereLayer("lab").mayOnlyBeAccessedByLayers("app", "doors")
                .whereLayer("tools").mayOnlyBeAccessedByLayers("app", "doors", "lab").check(HOUSE);
    }

    @Test
    void toolsNeverSeeEachOther() { neverSeeEachOther(TOOLS); }

    @Test
    void doorsNeverSeeEachOther() { neverSeeEachOther(DOORS); }

    private static void neverSeeEachOther(String... rooms) {
        for (var room : rooms) {
            for (var other : rooms) {
                if (!room.equals(other)) {
                    noClasses().that().resideInAPackage("dev.kintsugi." + room + "..").should().dependOnClassesThat()
                            .resideInAPackage("dev.kintsugi." + other + "..").check(HOUSE);
                }
            }
        }
    }

    @Test
    void roomsHaveNoCycles() { slices().matching("dev.kintsugi.(*)..").should().beFreeOfCycles().check(HOUSE); }

    @Test
    void packagesOfTheHeadlessRoomsHaveNoCycles() {
        for (var room : new String[]{"domain", "agent", "fault", "recovery", "report", "lab",
                "gateway"}) {
            slices().matching("dev.kintsugi." + room + ".(**)").should().beFreeOfCycles().check(HOUSE);
        }
    }

    @Test
    void featuresOfTheWindowNeverSeeEachOther() {
        var features = HOUSE.stream().map(c -> c.getPackageName().split("\\."))
                .filter(p -> p.length > 3 && p[2].equals("workbench")).map(p -> p[3])
                .filter(name -> !name.equals("kit") && !name.equals("shell")).collect(Collectors.toSet());
        for (var feature : features) {
            for (var other : features) {
                if (!feature.equals(other)) {
                    noClasses().that().resideInAPackage("dev.kintsugi.workbench." + feature + "..").should()
                            .dependOnClassesThat().resideInAPackage("dev.kintsugi.workbench." + other + "..")
                            .check(HOUSE);
                }
            }
        }
        noClasses().that().resideInAPackage("dev.kintsugi.workbench.kit..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.kintsugi.workbench.shell..", "dev.kintsugi.workbench.chat..").check(HOUSE);
    }

    @Test
    void theDomainStandsOnTheJdkAlone() {
        classes().that().resideInAPackage("dev.kintsugi.domain..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.kintsugi.domain..", "java..", "org.jspecify..").check(HOUSE);
    }

    @Test
    void javaFxStaysInTheWindow() {
        onlyIn("javafx..", "the window", "dev.kintsugi.workbench..", "dev.kintsugi.app..");
    }

    @Test
    void sqlAndRedisStayInTheStore() {
        onlyIn("java.sql..", "the store", "dev.kintsugi.store..");
        onlyIn("org.jdbi..", "the store", "dev.kintsugi.store..");
        for (var library : new String[]{"org.h2..", "org.postgresql..", "com.zaxxer.hikari..", "redis.clients.."}) {
            onlyIn(library, "the store", "dev.kintsugi.store..");
        }
    }

    @Test
    void theModelsClientStaysInTheAgent() {
        onlyIn("com.openai..", "the agent", "dev.kintsugi.agent..");
        onlyIn("java.net.http..", "the agent, and the terminal that asks a served lab", "dev.kintsugi.agent..",
                "dev.kintsugi.cli..");
    }

    @Test
    void nettyStaysWithTheServerAndTheForwarder() {
        onlyIn("io.netty..", "the server and the forwarder", "dev.kintsugi.gateway.http..",
                "dev.kintsugi.agent.forward..");
    }

    @Test
    void theJdksServerStaysWithTheServices() {
        onlyIn("com.sun.net.httpserver..", "the services", "dev.kintsugi.services..");
    }

    private static void onlyIn(String library, String room, String... packages) {
        noClasses().that().resideOutsideOfPackages(packages).should().dependOnClassesThat().resideInAPackage(library)
                .because(library + " belongs to " + room).check(HOUSE);
    }

    @Test
    void recoveryIsHonest() { honest().check(HOUSE); }

    private static ArchRule honest() {
        return noClasses().that().resideInAPackage("dev.kintsugi.recovery..").should()
                .transitivelyDependOnClassesThat(resideInAPackage("dev.kintsugi.fault..")
                        .or(resideInAPackage("dev.kintsugi.domain.truth..")));
    }

    @Test
    void chanceAndTimeComeThroughTheDoor() {
        noClasses().that().resideOutsideOfPackage("dev.kintsugi.domain.time..").should()
                .callMethod(System.class, "currentTimeMillis").orShould()
                .callMethod(Instant.class, "now").orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(Thread.class, "sleep", long.class).orShould().callMethod(Math.class, "random")
                .orShould().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class)
                .check(HOUSE);
    }

    /// Plants a violation: a rule that cannot fail proves nothing.
    @Test
    void aPlantedViolationIsSeen() {
        var planted = new ClassFileImporter().importClasses(PlantedPeek.class,
                FailureMode.class);
        assertThatThrownBy(() -> honest().check(planted)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("PlantedPeek");
    }

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(r -> "dev.kintsugi." + r + "..").toArray(String[]::new);
    }
}
