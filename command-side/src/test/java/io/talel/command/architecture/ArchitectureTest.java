package io.talel.command.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final JavaClasses WRITE_SIDE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.talel.command");

    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages("io.talel.command.architecture.broken");

    @Test
    void there_are_classes_to_look_at() {
        assertThat(WRITE_SIDE.size()).isGreaterThan(40);
        assertThat(WRITE_SIDE.contain("io.talel.command.article.Article")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_write_side_keeps_the_rule(ArchRule rule) {
        rule.check(WRITE_SIDE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_class_that_breaks_the_rule_is_found(ArchRule rule) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(BROKEN));
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                Rules.AGGREGATES_FETCH_NOTHING,
                Rules.AGGREGATES_ARE_PACKAGE_PRIVATE,
                Rules.AGGREGATES_ARE_BROKEN_BY_PIT,
                Rules.HANDLERS_ARE_PACKAGE_PRIVATE,
                Rules.TIME_COMES_FROM_THE_CLOCK,
                Rules.FEATURES_KNOW_NO_DATABASE);
    }
}
