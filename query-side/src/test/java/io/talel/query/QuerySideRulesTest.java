package io.talel.query;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.talel.query.projection.EventFold;
import io.talel.samples.BreaksTheRules.KnowsTheOperators;
import io.talel.samples.BreaksTheRules.KnowsThePartsOfMarkdown;
import io.talel.samples.BreaksTheRules.NamedAfterNothing;
import io.talel.samples.BreaksTheRules.ReadsTheClock;
import io.talel.samples.BreaksTheRules.ShownQueries;
import io.talel.samples.BreaksTheRules.ShownRow;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;

class QuerySideRulesTest {

    private static final JavaClasses QUERY_SIDE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.talel.query");

    private static final ArchRule KNOWS_NO_OTHER_SIDE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.talel.command..", "io.talel.gateway..", "io.talel.ops..");

    private static final ArchRule KNOWS_MARKDOWN_BY_ITS_RENDERER =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.talel.markdown.*..");

    private static final ArchRule ROWS_STAY_INSIDE = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAnnotatedWith(MappedSuperclass.class)
            .should()
            .bePackagePrivate();

    private static final ArchRule ROWS_ARE_IMMUTABLE = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .beAnnotatedWith(Immutable.class)
            .andShould()
            .haveSimpleNameEndingWith("Row");

    private static final ArchRule PARTS_ARE_PACKAGE_PRIVATE = classes()
            .that(simpleNameEndingWith("Projection")
                    .or(simpleNameEndingWith("Queries"))
                    .or(simpleNameEndingWith("Batch"))
                    .or(simpleNameEndingWith("Handler")))
            .and(not(resideInAnyPackage("io.talel.query.projection")))
            .or()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .notBePublic();

    private static final ArchRule ONLY_PROJECTIONS_FOLD_EVENTS =
            classes().that().implement(EventFold.class).should().haveSimpleNameEndingWith("Projection");

    private static final ArchRule EVERY_PROJECTION_HAS_A_TEST = classes()
            .that()
            .implement(EventFold.class)
            .should(new ArchCondition<>("have a test of their own") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean tested =
                            Stream.of("Test", "IT").anyMatch(kind -> isThere(type.getSimpleName() + kind, type));
                    events.add(new SimpleConditionEvent(type, tested, type.getName() + " has no test of its name"));
                }
            });

    private static boolean isThere(String name, JavaClass beside) {
        return QuerySideRulesTest.class.getResource(
                        "/" + beside.getPackageName().replace('.', '/') + "/" + name + ".class")
                != null;
    }

    private static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.talel.query.(*)..").should().beFreeOfCycles();

    @TestFactory
    Stream<DynamicTest> the_query_side_keeps_the_rules() {
        return Stream.of(
                        KNOWS_NO_OTHER_SIDE,
                        KNOWS_MARKDOWN_BY_ITS_RENDERER,
                        ROWS_STAY_INSIDE,
                        ROWS_ARE_IMMUTABLE,
                        PARTS_ARE_PACKAGE_PRIVATE,
                        ONLY_PROJECTIONS_FOLD_EVENTS,
                        EVERY_PROJECTION_HAS_A_TEST,
                        TIME_COMES_FROM_A_CLOCK,
                        PACKAGES_HAVE_NO_CYCLES)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(QUERY_SIDE)));
    }

    @Test
    void the_rules_look_at_the_classes_of_the_query_side() {
        assertThat(QUERY_SIDE.size()).isGreaterThan(50);
        assertThat(QUERY_SIDE.stream().filter(type -> type.isAnnotatedWith(Entity.class)))
                .hasSize(2);
        assertThat(QUERY_SIDE.stream().filter(type -> type.isAssignableTo(EventFold.class) && !type.isInterface()))
                .hasSize(3);
    }

    @Test
    void the_rules_bite() {
        assertThat(broken(KNOWS_NO_OTHER_SIDE, KnowsTheOperators.class)).isTrue();
        assertThat(broken(KNOWS_MARKDOWN_BY_ITS_RENDERER, KnowsThePartsOfMarkdown.class))
                .isTrue();
        assertThat(broken(ROWS_STAY_INSIDE, ShownRow.class)).isTrue();
        assertThat(broken(ROWS_ARE_IMMUTABLE, ShownRow.class)).isTrue();
        assertThat(broken(PARTS_ARE_PACKAGE_PRIVATE, ShownQueries.class)).isTrue();
        assertThat(broken(ONLY_PROJECTIONS_FOLD_EVENTS, NamedAfterNothing.class))
                .isTrue();
        assertThat(broken(EVERY_PROJECTION_HAS_A_TEST, NamedAfterNothing.class)).isTrue();
        assertThat(broken(TIME_COMES_FROM_A_CLOCK, ReadsTheClock.class)).isTrue();
    }

    private static boolean broken(ArchRule rule, Class<?> sample) {
        return rule.evaluate(new ClassFileImporter().importClasses(sample)).hasViolation();
    }
}
