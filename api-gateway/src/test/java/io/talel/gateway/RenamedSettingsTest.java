package io.talel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.RenamedSettings.OldName;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RenamedSettingsTest {

    static Stream<Map.Entry<String, String>> names() {
        return RenamedSettings.NEW_NAMES.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @ExtendWith(OutputCaptureExtension.class)
    void a_node_that_is_given_an_old_name_does_not_start_and_says_the_new_one(
            Map.Entry<String, String> name, CapturedOutput output) {
        String message = name.getKey() + " is now " + name.getValue() + ".";
        assertThatThrownBy(() -> start("--" + name.getKey() + "=true"))
                .isInstanceOf(OldName.class)
                .hasMessage(message);
        assertThat(output).contains(message).doesNotContain("\tat ");
    }

    @Test
    void the_settings_have_the_new_names() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(names()).allMatch(name -> context.getEnvironment().containsProperty(name.getValue()));
        }
    }

    @Test
    void an_old_name_is_known_as_a_variable_and_with_the_index_of_a_list() {
        assertThatThrownBy(() -> look("TALELIO_AUTH_SECRETKEY")).hasMessageContaining("secret-key is now");
        assertThatThrownBy(() -> look("TALELIO_AUTH_WHITELISTEDEMAILS_0")).hasMessageContaining("whitelisted-emails");
        look("SECRET_KEY");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("SECRET_KEY=" + "k".repeat(64))
                .run(arguments);
    }

    private static void look(String variable) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "x")));
            ConfigurationPropertySources.attach(context.getEnvironment());
            new RenamedSettings().initialize(context);
        }
    }

    static final class Nothing {}
}
