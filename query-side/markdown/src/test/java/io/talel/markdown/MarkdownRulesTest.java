package io.talel.markdown;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.talel.samples.BreaksTheMarkdownRules.DecodesByItself;
import io.talel.samples.BreaksTheMarkdownRules.KnowsAFramework;
import io.talel.samples.BreaksTheMarkdownRules.KnowsItsPart;
import io.talel.samples.safe.KnowsItsWhole;
import io.talel.samples.safe.KnowsTheTree;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MarkdownRulesTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.talel.markdown");

    private static final ArchRule KNOWS_JAVA_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "org.jspecify.annotations", "org.owasp.html", "org.commonmark..", "io.talel.markdown.."));

    private static final ArchRule ONE_CLASS_DECODES_REFERENCES = noClasses()
            .that()
            .doNotHaveSimpleName("CharacterReferences")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.owasp..");

    private static final ArchRule THE_SANITISER_KNOWS_NO_MARKDOWN = noClasses()
            .that()
            .resideInAPackage("..safe")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.talel.markdown..").and(not(resideInAnyPackage("..safe", "..text"))));

    private static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.talel.(**)").should().beFreeOfCycles();

    private static final ArchRule USERS_SEE_THE_RENDERER = classes()
            .that()
            .resideInAPackage("io.talel.markdown")
            .and()
            .arePublic()
            .should()
            .haveSimpleName("MarkdownRenderer")
            .orShould()
            .haveSimpleName("RenderedDocument")
            .orShould()
            .haveSimpleName("MarkdownDialect");

    @TestFactory
    Stream<DynamicTest> the_library_keeps_the_rules() {
        return Stream.of(
                        KNOWS_JAVA_ALONE,
                        ONE_CLASS_DECODES_REFERENCES,
                        THE_SANITISER_KNOWS_NO_MARKDOWN,
                        PACKAGES_HAVE_NO_CYCLES,
                        USERS_SEE_THE_RENDERER)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(LIBRARY)));
    }

    @Test
    void the_rules_look_at_the_classes_of_the_library() {
        assertThat(LIBRARY.size()).isGreaterThan(70);
    }

    @Test
    void the_rules_bite() {
        assertThat(broken(KNOWS_JAVA_ALONE, KnowsAFramework.class)).isTrue();
        assertThat(broken(ONE_CLASS_DECODES_REFERENCES, DecodesByItself.class)).isTrue();
        assertThat(broken(THE_SANITISER_KNOWS_NO_MARKDOWN, KnowsTheTree.class)).isTrue();
        assertThat(broken(PACKAGES_HAVE_NO_CYCLES, KnowsItsPart.class, KnowsItsWhole.class))
                .isTrue();
        assertThat(broken(USERS_SEE_THE_RENDERER, Dom.class)).isTrue();
    }

    private static boolean broken(ArchRule rule, Class<?>... samples) {
        return rule.evaluate(new ClassFileImporter().importClasses(samples)).hasViolation();
    }
}
