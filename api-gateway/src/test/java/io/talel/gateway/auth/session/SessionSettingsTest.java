package io.talel.gateway.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class SessionSettingsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SessionSettings.class)
    static class Settings {}

    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void possible_settings_are_taken() {
        start.withPropertyValues("talelio.session.refresh-grace=0s", "talelio.session.most-per-user=1")
                .run(context -> assertThat(context.getBean(SessionSettings.class))
                        .isEqualTo(new SessionSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ZERO, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "idle-timeout=0s, idleTimeout",
        "lifetime=-1d, lifetime",
        "refresh-grace=-1s, refreshGrace",
        "most-per-user=0, mostPerUser"
    })
    void impossible_settings_are_refused_by_name(String setting, String name) {
        start.withPropertyValues("talelio.session." + setting).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .message()
                .contains(name));
    }
}
