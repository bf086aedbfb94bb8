package io.talel.kernel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelRulesTest {

    private static final String[] ALLOWED = {
        "io.talel.kernel..",
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.text",
        "java.nio.charset",
        "com.fasterxml.jackson.annotation",
        "org.axonframework.modelling.command",
        "org.axonframework.common",
        "org.jspecify.annotations"
    };

    private static final ArchRule MESSAGES_ONLY = classes()
            .that()
            .doNotBelongToAnyOf(LogPosition.class, NextEvents.class)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(ALLOWED)
                    // The forms of addresses.
                    .or(belongToAnyOf(URI.class, URISyntaxException.class, InetAddress.class)))
            .because("both sides and the gateway compile against the kernel: no Spring, no JPA, no IO");

    /** The position, which both sides use as a token of Axon, and the events that one side reads for the other. */
    private static final ArchRule AXONS_TYPES = classes()
            .that()
            .belongToAnyOf(LogPosition.class, NextEvents.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Stream.concat(Stream.of(ALLOWED), Stream.of("org.axonframework.eventhandling"))
                    .toArray(String[]::new));

    private static final ArchRule NO_LOOK_UPS = noClasses()
            .should()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class);

    @Test
    void the_kernel_is_messages_only() {
        JavaClasses kernel = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.talel.kernel");
        assertThat(kernel).hasSizeGreaterThan(40);
        MESSAGES_ONLY.check(kernel);
        AXONS_TYPES.check(kernel);
    }

    @Test
    void nothing_looks_up_the_address_of_a_host() {
        NO_LOOK_UPS.check(new ClassFileImporter().importPackages("io.talel.kernel.configuration"));
        assertThat(NO_LOOK_UPS
                        .evaluate(new ClassFileImporter().importClasses(LooksUp.class))
                        .hasViolation())
                .isTrue();
    }

    static final class LooksUp {
        InetAddress of(String host) throws UnknownHostException {
            return InetAddress.getByName(host);
        }
    }

    @Test
    void a_message_that_reads_a_file_breaks_the_rule() {
        JavaClasses sample = new ClassFileImporter().importPackages("io.talel.samples");
        assertThat(sample).hasSize(1);
        assertThat(MESSAGES_ONLY.evaluate(sample).hasViolation()).isTrue();
    }
}
