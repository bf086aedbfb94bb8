package io.talel.command.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.context.SmartLifecycle;

/** What holds for every class of the write side. */
final class Rules {

    private static final DescribedPredicate<JavaClass> AGGREGATES =
            DescribedPredicate.describe("aggregates", type -> type.getFields().stream()
                    .anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class)));

    private static final DescribedPredicate<JavaClass> HANDLERS =
            DescribedPredicate.describe("classes with handlers", type -> type.getMethods().stream()
                    .anyMatch(annotatedWith(CommandHandler.class)
                            .or(annotatedWith(EventHandler.class))
                            .or(annotatedWith(QueryHandler.class))));

    static final ArchRule AGGREGATES_FETCH_NOTHING = classes()
            .that(AGGREGATES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java.lang..",
                            "java.time..",
                            "java.util",
                            "io.talel.kernel..",
                            "org.jspecify..",
                            "org.axonframework.commandhandling..",
                            "org.axonframework.eventhandling..",
                            "org.axonframework.eventsourcing..",
                            "org.axonframework.modelling.command..")
                    .or(AGGREGATES))
            .because("aggregates decide and fetch nothing, so that their tests need no server");

    static final ArchRule AGGREGATES_ARE_PACKAGE_PRIVATE = classes()
            .that(AGGREGATES)
            .should()
            .bePackagePrivate()
            .because("only the handlers beside an aggregate create it");

    /** Otherwise {@code make drills} would not notice what the tests of a new aggregate miss. */
    static final ArchRule AGGREGATES_ARE_BROKEN_BY_PIT = classes()
            .that(AGGREGATES)
            .should(ArchCondition.from(DescribedPredicate.<JavaClass>describe(
                    "be among the targetClasses of PIT in pom.xml",
                    type -> targetClasses().contains("<param>" + type.getName() + "</param>"))));

    static final ArchRule HANDLERS_ARE_PACKAGE_PRIVATE =
            classes().that(HANDLERS).should().bePackagePrivate().because("messages lead to handlers, calls do not");

    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes in by a " + Clock.class.getSimpleName());

    static final ArchRule FEATURES_KNOW_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage("..command.article", "..command.image", "..command.user", "..architecture.broken")
            .and()
            .haveSimpleNameNotEndingWith("AutoConfiguration")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "org.postgresql..")
                            .and(not(type(SmartLifecycle.class))))
            .because("what a feature must know of other streams it asks the claims; it may run while the node does");

    private Rules() {}

    private static String targetClasses() {
        try {
            return Files.readString(Path.of("pom.xml")).split("</?targetClasses>")[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
