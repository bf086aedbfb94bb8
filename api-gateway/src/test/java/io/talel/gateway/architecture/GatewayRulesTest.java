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
import io.talel.samples.gateway.LongConstructor;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayRulesTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.talel.gateway");

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
                arguments(GatewayRules.CONSTRUCTORS_ARE_SHORT, types(LongConstructor.class)),
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

    private static Class<?>[] types(Class<?>... types) {
        return types;
    }
}
