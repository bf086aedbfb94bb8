package io.talel.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.configuration.EnvironmentVariables;
import io.talel.kernel.configuration.Variable;
import io.talel.kernel.configuration.VariableScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks README.md and requests.http against the code. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String README = read(ROOT.resolve("README.md"));

    /** A variable in a settings file: {@code ${PORT:5000}}. */
    private static final Pattern IN_SETTINGS =
            Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?::((?:[^{}$]|\\$\\{[^{}]*})*))?}");

    private static final Pattern ROW_OF_VARIABLES =
            Pattern.compile("^\\| ((?:`[A-Z][A-Z0-9_]+` ?)+)\\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("`([A-Z0-9_]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:']+)\\)");

    @Test
    void every_variable_that_a_setting_reads_is_in_the_catalogue_with_its_default() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path settings : settings()) {
            String[] parts = read(settings).split("on-profile: production");
            for (int part = 0; part < parts.length; part++) {
                inSettings(parts[part], part > 0, read);
            }
        }
        assertThat(read).contains("PORT", "DB_HOST", "HOST");
    }

    private static void inSettings(String text, boolean production, Set<String> read) {
        IN_SETTINGS.matcher(text).results().forEach(found -> {
            Variable variable = EnvironmentVariables.find(found.group(1)).orElseThrow();
            assertThat(variable.readers()).as(variable.name()).contains(VariableScope.NODES);
            read.add(variable.name());
            String byDefault = found.group(2) == null ? "" : found.group(2);
            IN_SETTINGS
                    .matcher(byDefault)
                    .results()
                    .map(other -> other.group(1))
                    .forEach(read::add);
            // Other defaults are values of other settings.
            if (!byDefault.contains("${talelio") && !byDefault.startsWith("${")) {
                assertThat(variable.byDefault(production))
                        .as(variable.name())
                        .isEqualTo(byDefault.replaceAll("\\$\\{(\\w+)[^}]*}", "\\$$1"));
            }
        });
    }

    @Test
    void the_table_has_the_variables_of_the_catalogue_in_its_order_and_with_their_defaults() {
        List<String> names = new ArrayList<>();
        ROW_OF_VARIABLES.matcher(README).results().forEach(row -> VARIABLE.matcher(row.group(1))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !name.equals("JAVA_HOME"))
                .forEach(name -> {
                    names.add(name);
                    EnvironmentVariables.find(name)
                            .ifPresent(variable -> Stream.of(variable.byDefault(), variable.inProduction())
                                    .filter(byDefault -> !byDefault.isEmpty())
                                    .forEach(byDefault -> assertThat(row.group(2))
                                            .as(name)
                                            .contains("`" + byDefault.replaceFirst("^\\$", "") + "`")));
                }));
        assertThat(names)
                .containsExactlyElementsOf(
                        EnvironmentVariables.ALL.stream().map(Variable::name).toList());
    }

    @Test
    void every_link_leads_to_a_file() {
        Set<String> links = matches(LINK, README);
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ROOT.resolve(link))
                .exists());
    }

    @Test
    void every_module_is_in_the_table() {
        Set<String> modules = matches(Pattern.compile("<module>([^<]+)</module>"), read(ROOT.resolve("pom.xml")));
        assertThat(modules).isNotEmpty().allSatisfy(module -> assertThat(README).contains("| `" + module + "` |"));
    }

    @Test
    void requests_http_has_every_endpoint() throws IOException {
        String requests = read(ROOT.resolve("requests.http"))
                .replaceAll("/articles/(?!preview\\s)[^/\\s]+", "/articles/{slug}")
                .replaceAll("/versions/\\d+", "/versions/{version}")
                .replaceAll("/sitemaps/\\d+", "/sitemaps/{number}")
                .replace("{{token}}", "{token}")
                .replace("/users/{{username}}", "/users/{username}")
                .replace("{{sessions.response.body.sessions[0].id}}", "{id}")
                .replace("{{webhook.response.body.webhook.id}}", "{id}")
                .replace("{{deliveries.response.body.deliveries[0].id}}", "{message}")
                .replace("{{upload.response.body.image_objects_urls[0]}}", "{{api}}/users/{username}/images/{file}")
                .replaceAll("\\?\\S+", "");
        JsonNode paths = JsonMapper.shared()
                .readTree(getClass().getResourceAsStream("/openapi/openapi.json"))
                .path("paths");
        paths.propertyStream().forEach(path -> path.getValue().propertyNames().forEach(method -> assertThat(requests)
                .containsPattern(
                        "(?m)^" + Pattern.quote(method.toUpperCase(Locale.ROOT) + " {{api}}" + path.getKey()) + "$")));
    }

    private static List<Path> settings() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                10,
                (file, _) -> file.toString().contains("src/main/resources")
                        && file.toString().matches(".*\\.(ya?ml|properties)"))) {
            return files.toList();
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
