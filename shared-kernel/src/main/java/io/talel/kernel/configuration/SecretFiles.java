package io.talel.kernel.configuration;

import io.talel.kernel.configuration.ConfigurationFinding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Secrets in files, as container engines mount them: {@code DB_PASSWORD_FILE} names the file of {@code DB_PASSWORD}. A
 * line break at its end does not count.
 *
 * @param values by the name of the secret
 * @param findings files that cannot be used
 */
public record SecretFiles(Map<String, String> values, List<ConfigurationFinding> findings) {

    public SecretFiles {
        values = Map.copyOf(values);
        findings = List.copyOf(findings);
    }

    /**
     * @param given value of a variable
     * @param content of a file; empty if it cannot be read
     */
    public static SecretFiles of(Function<String, Optional<String>> given, Function<String, Optional<String>> content) {
        Map<String, String> values = new HashMap<>();
        List<ConfigurationFinding> findings = new ArrayList<>();
        for (Variable secret :
                EnvironmentVariables.ALL.stream().filter(Variable::isSecret).toList()) {
            Optional<String> file = given.apply(secret.fileVariable()).filter(name -> !name.isBlank());
            if (file.isEmpty()) {
                continue;
            }
            String value = content.apply(file.get())
                    .map(text -> text.replaceFirst("\\R\\z", ""))
                    .orElse("");
            if (given.apply(secret.name()).filter(text -> !text.isEmpty()).isPresent()) {
                findings.add(
                        refused(secret.name(), "is set, and so is " + secret.fileVariable(), "Unset one of them."));
            } else if (value.isEmpty()) {
                findings.add(
                        refused(
                                secret.fileVariable(),
                                "names " + file.get() + ", which cannot be read or is empty",
                                "Name a file that holds the secret and nothing else, and that the user of this process may read."));
            } else {
                values.put(secret.name(), value);
            }
        }
        return new SecretFiles(values, findings);
    }

    /** Findings that concern these readers. */
    public List<ConfigurationFinding> findings(Set<VariableScope> readers) {
        return findings.stream()
                .filter(finding -> EnvironmentVariables.find(finding.variable())
                        .filter(secret -> secret.isReadBy(readers))
                        .isPresent())
                .toList();
    }

    private static ConfigurationFinding refused(String variable, String fault, String remedy) {
        return new ConfigurationFinding(variable, Severity.REFUSED, fault, remedy);
    }

    /** The secret's value: that of its file, else that of the variable. */
    Function<String, Optional<String>> over(Function<String, Optional<String>> given) {
        return name -> Optional.ofNullable(values.get(name)).or(() -> given.apply(name));
    }
}
