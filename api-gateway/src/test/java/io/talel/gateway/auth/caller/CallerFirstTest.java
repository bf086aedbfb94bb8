package io.talel.gateway.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.talel.gateway.auth.token.AccessToken;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Parameters are resolved in their order, so the caller must come before a body: the body of a refused caller is not read. */
class CallerFirstTest {

    private static final Set<String> CALLERS = Set.of(SignedIn.class.getName(), AccessToken.class.getName());

    @Test
    void controllers_take_the_caller_as_their_first_parameter() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.talel.gateway");
        assertThat(methodsWithCaller(product)).isNotEmpty().allMatch(CallerFirstTest::isFirst);
    }

    @Test
    void one_that_does_not_is_found() {
        JavaClasses sample = new ClassFileImporter().importClasses(BodyFirst.class);
        assertThat(methodsWithCaller(sample)).hasSize(1).noneMatch(CallerFirstTest::isFirst);
    }

    private static final class BodyFirst {

        @PostMapping
        void publish(String body, SignedIn caller) {}
    }

    private static List<JavaMethod> methodsWithCaller(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(RequestMapping.class))
                .filter(method -> method.getRawParameterTypes().stream().anyMatch(CallerFirstTest::isCaller))
                .toList();
    }

    private static boolean isFirst(JavaMethod method) {
        return isCaller(method.getRawParameterTypes().getFirst());
    }

    private static boolean isCaller(JavaClass type) {
        return CALLERS.contains(type.getName());
    }
}
