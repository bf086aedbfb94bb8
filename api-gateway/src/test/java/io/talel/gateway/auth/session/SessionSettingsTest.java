package io.talel.gateway.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

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
            .withUserConfiguration(Settings.class)
            .withPropertyValues(
                    "talelio.session.idle-timeout=7d",
                    "talelio.session.lifetime=30d",
                    "talelio.session.refresh-grace=0s",
                    "talelio.session.most-per-user=1");

    @Test
    void possible_settings_are_taken() {
        start.run(context -> assertThat(context).hasSingleBean(SessionSettings.class));
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
