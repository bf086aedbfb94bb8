package io.talel.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.talel.gateway.architecture.left.Left;
import io.talel.gateway.architecture.right.Right;
import io.talel.samples.gateway.AdviceOfItsOwn;
import io.talel.samples.gateway.ClockReader;
import io.talel.samples.gateway.CommandSender;
import io.talel.samples.gateway.FieldInjection;
import io.talel.samples.gateway.ForgetfulController;
import io.talel.samples.gateway.PublicController;
import io.talel.samples.gateway.RowReader;
import io.talel.samples.gateway.StringUtils;
import io.talel.samples.gateway.UnrepeatableController;
import io.talel.samples.gateway.account.ImageDecoding;
import io.talel.samples.gateway.article.SessionReader;
import io.talel.samples.gateway.auth.AccountReader;
import io.talel.samples.gateway.auth.ImageReader;
import io.talel.samples.gateway.auth.MailWriter;
import io.talel.samples.gateway.mail.ImageSender;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

class GatewayRulesTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.talel.gateway");

    /** Tests request these by links of mails, or by a list of addresses. */
    private static final Set<String> ADDRESSED_AT_RUN_TIME = Set.of(
            "POST /accounts/verify/{token}", "GET /accounts/reset/{token}", "GET /docs/docs.css", "GET /docs/docs.js");

    static Stream<Arguments> rules_and_what_breaks_them() {
        return Stream.of(
                arguments(GatewayRules.SIDES_ARE_UNKNOWN, types(RowReader.class)),
                arguments(GatewayRules.AXON_STAYS_IN_THE_BUS, types(CommandSender.class)),
                arguments(GatewayRules.AUTH_AND_MAIL_TALK_BY_MESSAGES, types(ImageReader.class)),
                arguments(GatewayRules.AUTH_AND_MAIL_TALK_BY_MESSAGES, types(AccountReader.class)),
                arguments(GatewayRules.AUTH_AND_MAIL_TALK_BY_MESSAGES, types(ImageSender.class)),
                arguments(GatewayRules.ACCOUNTS_KNOW_NO_CONTENT, types(ImageDecoding.class)),
                arguments(GatewayRules.AUTH_SENDS_NO_MAIL, types(MailWriter.class)),
                arguments(GatewayRules.CONTENT_SEES_CALLERS_ONLY, types(SessionReader.class)),
                arguments(GatewayRules.CONTROLLERS_ARE_NOBODY_ELSES, types(PublicController.class)),
                arguments(GatewayRules.CALLERS_ARE_KNOWN, types(ForgetfulController.class)),
                arguments(GatewayRules.POSTS_ARE_REPEATABLE, types(UnrepeatableController.class)),
                arguments(GatewayRules.ERRORS_ARE_ANSWERED_IN_ONE_PLACE, types(AdviceOfItsOwn.class)),
                arguments(GatewayRules.TIME_COMES_BY_CLOCK, types(ClockReader.class)),
                arguments(GatewayRules.NAMES_SAY_SOMETHING, types(StringUtils.class)),
                arguments(GatewayRules.CONSTRUCTORS_INJECT, types(FieldInjection.class)),
                arguments(GatewayRules.PACKAGES_ARE_NULL_MARKED, types(RowReader.class)),
                arguments(GatewayRules.PACKAGES_FORM_NO_CYCLES, types(Left.class, Right.class)));
    }

    @Test
    void there_is_something_to_look_at() {
        assertThat(GATEWAY).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("rules_and_what_breaks_them")
    void the_gateway_keeps_the_rule(ArchRule rule, Class<?>[] sample) {
        rule.check(GATEWAY);
    }

    @ParameterizedTest
    @MethodSource("rules_and_what_breaks_them")
    void the_rule_bites(ArchRule rule, Class<?>[] sample) {
        JavaClasses broken = new ClassFileImporter().importClasses(sample);
        assertThatThrownBy(() -> rule.check(broken)).isInstanceOf(AssertionError.class);
    }

    @Test
    void every_endpoint_is_requested_by_a_test() throws IOException {
        EndpointTests tests = EndpointTests.read();
        List<String> endpoints = GATEWAY.stream()
                .filter(type -> type.isAnnotatedWith(RestController.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(RequestMapping.class))
                .flatMap(method -> Endpoints.of(method.reflect()).stream())
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(30);
        assertThat(endpoints.stream().filter(endpoint -> !tests.cover(endpoint)))
                .containsExactlyInAnyOrderElementsOf(ADDRESSED_AT_RUN_TIME);
    }

    @Test
    void an_endpoint_that_no_test_requests_is_found() throws IOException {
        EndpointTests tests = EndpointTests.read();
        assertThat(tests.cover("GET /articles/{slug}")).isTrue();
        assertThat(tests.cover("GET /articles/{slug}/untested")).isFalse();
        assertThat(tests.cover("PUT /articles/{slug}")).isFalse();
    }

    private static Class<?>[] types(Class<?>... types) {
        return types;
    }
}
