package io.talel.ops.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.talel.markdown.MarkdownRenderer;
import io.talel.ops.backup.KnowsLetters;
import io.talel.ops.backup.KnowsTheCommandLine;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.schema.AuthSchemaMigration;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Settings;
import io.talel.query.generation.ActiveGenerations;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Which classes of the sides the operators' tools may know. */
class ConsoleRulesTest {

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.talel.ops");

    private static final ArchRule KNOWS_REBUILDS_AND_LETTERS_ONLY = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.talel.query..", "io.talel.markdown..", "io.talel.command..", "io.talel.gateway..")
                    .and(not(resideInAnyPackage("io.talel.query.rebuild", "io.talel.query.deadletter"))))
            .because("everything else of the sides is reached through messages and the statements that they ship");

    private static final ArchRule THE_ENGINE_KNOWS_REBUILDS_ONLY = noClasses()
            .that()
            .resideInAPackage("io.talel.ops.backup..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.talel.query..", "io.talel.markdown..", "io.talel.command..", "io.talel.gateway..")
                    .and(not(resideInAPackage("io.talel.query.rebuild"))))
            .because("a restore makes the read models; dead letters are for the console");

    private static final ArchRule THE_ENGINE_KNOWS_NO_WAY_TO_IT = noClasses()
            .that()
            .resideInAPackage("io.talel.ops.backup..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.talel.ops.console..", "picocli..", "jakarta.servlet..", "org.springframework.web.."))
            .because("a command line and pages are two ways to the same engine");

    private static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule FEW_CHANGE_SCHEMAS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.talel.ops.console.cli.schema.MigrateCommand")
            .and()
            .doNotHaveFullyQualifiedName("io.talel.ops.console.cli.projections.RecreateCommand")
            .and()
            .doNotHaveFullyQualifiedName("io.talel.ops.backup.restore.RestoreRun")
            .and()
            .doNotHaveFullyQualifiedName("io.talel.ops.backup.schema.AuthSchemaMigration")
            .should()
            .callMethod(EmbeddedApplication.class, "migratingBoth", Settings.class)
            .orShould()
            .callMethod(EmbeddedApplication.class, "migratingReadModels", Settings.class)
            .orShould()
            .callMethod(AuthSchemaMigration.class, "migrate", Database.class)
            .orShould()
            .callMethod(Flyway.class, "migrate")
            .because("SchemaPolicy names the commands that do");

    private static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.talel.ops.(**)").should().beFreeOfCycles();

    private static final ArchRule SUBJECTS_OF_THE_CONSOLE_HAVE_NO_CYCLES =
            slices().matching("io.talel.ops.console.(*)..").should().beFreeOfCycles();

    private static final ArchRule SUBJECTS_OF_THE_ENGINE_HAVE_NO_CYCLES =
            slices().matching("io.talel.ops.backup.(*)..").should().beFreeOfCycles();

    @Test
    void the_console_keeps_the_rules() {
        assertThat(CONSOLE.stream().filter(resideInAPackage("io.talel.ops.console..")))
                .hasSizeGreaterThan(60);
        assertThat(CONSOLE.stream().filter(resideInAPackage("io.talel.ops.backup..")))
                .hasSizeGreaterThan(60);
        THE_ENGINE_KNOWS_NO_WAY_TO_IT.check(CONSOLE);
        THE_ENGINE_KNOWS_REBUILDS_ONLY.check(CONSOLE);
        KNOWS_REBUILDS_AND_LETTERS_ONLY.check(CONSOLE);
        TIME_COMES_FROM_A_CLOCK.check(CONSOLE);
        FEW_CHANGE_SCHEMAS.check(CONSOLE);
        PACKAGES_HAVE_NO_CYCLES.check(CONSOLE);
        SUBJECTS_OF_THE_CONSOLE_HAVE_NO_CYCLES.check(CONSOLE);
        SUBJECTS_OF_THE_ENGINE_HAVE_NO_CYCLES.check(CONSOLE);
    }

    @Test
    void the_rules_bite() {
        assertThat(broken(KNOWS_REBUILDS_AND_LETTERS_ONLY, KnowsGenerations.class))
                .isTrue();
        assertThat(broken(KNOWS_REBUILDS_AND_LETTERS_ONLY, KnowsTheRenderer.class))
                .isTrue();
        assertThat(broken(THE_ENGINE_KNOWS_REBUILDS_ONLY, KnowsLetters.class)).isTrue();
        assertThat(broken(THE_ENGINE_KNOWS_NO_WAY_TO_IT, KnowsTheCommandLine.class))
                .isTrue();
        assertThat(broken(TIME_COMES_FROM_A_CLOCK, ReadsTheClock.class)).isTrue();
        assertThat(broken(FEW_CHANGE_SCHEMAS, ChangesSchemas.class)).isTrue();
        assertThat(broken(FEW_CHANGE_SCHEMAS, RunsFlyway.class)).isTrue();
    }

    private static boolean broken(ArchRule rule, Class<?> sample) {
        return rule.evaluate(new ClassFileImporter().importClasses(sample)).hasViolation();
    }

    static final class KnowsGenerations {
        private ActiveGenerations generations;
    }

    static final class KnowsTheRenderer {
        private MarkdownRenderer renderer;
    }

    static final class ChangesSchemas {
        void look(Settings settings) {
            EmbeddedApplication.migratingBoth(settings).close();
        }
    }

    static final class RunsFlyway {
        void look() {
            Flyway.configure().load().migrate();
        }
    }

    static final class ReadsTheClock {
        Instant time() {
            return Instant.now();
        }
    }
}
