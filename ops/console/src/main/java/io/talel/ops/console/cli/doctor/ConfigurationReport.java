package io.talel.ops.console.cli.doctor;

import io.talel.kernel.configuration.ConfigurationCheck;
import io.talel.kernel.configuration.ConfigurationFinding;
import io.talel.kernel.configuration.EnvironmentVariables;
import io.talel.kernel.configuration.SecretFiles;
import io.talel.kernel.configuration.Variable;
import io.talel.kernel.configuration.VariableScope;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.cli.Table;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables of this environment, and what is wrong with them for nodes and commands. */
record ConfigurationReport(List<Line> variables, List<Finding> findings) {

    private static final String DEFAULT = "default";
    private static final String NOT_SET = "not set";

    /**
     * A variable.
     *
     * @param value without secrets; empty if there is none
     * @param source {@code environment}, a file, {@code default} or {@code not set}
     * @param readers {@code nodes}, {@code commands} or both
     */
    record Line(String variable, String value, String source, boolean secret, List<String> readers) {}

    static ConfigurationReport of(Map<String, String> environment, Settings settings) {
        Map<String, String> variables = settings.variables();
        boolean production = "production".equals(variables.get("ENV"));
        Path stack = Settings.stackOf(environment);
        List<Line> lines = EnvironmentVariables.ALL.stream()
                // Shells export it, so only production reads it.
                .filter(variable -> production || !variable.name().equals("HOST"))
                .map(variable -> line(variable, environment, variables, stack, production))
                .toList();
        List<Finding> findings = ConfigurationCheck.of(
                        name -> Optional.ofNullable(variables.get(name)),
                        new SecretFiles(Map.of(), settings.unusable()),
                        EnumSet.allOf(VariableScope.class),
                        production)
                .stream()
                .map(ConfigurationReport::finding)
                .toList();
        return new ConfigurationReport(lines, findings);
    }

    private static Line line(
            Variable variable,
            Map<String, String> environment,
            Map<String, String> variables,
            Path stack,
            boolean production) {
        String value = variables.getOrDefault(variable.name(), "");
        String byDefault = variable.byDefault(production);
        String source = source(variable, environment, variables, stack).orElse(byDefault.isEmpty() ? NOT_SET : DEFAULT);
        String shown = source.equals(DEFAULT) ? byDefault : value.isEmpty() ? "" : variable.shown(value);
        List<String> readers = variable.readers().stream()
                .map(reader -> reader.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        return new Line(variable.name(), shown, source, variable.isSecret(), readers);
    }

    /** Empty if the variable is not set. */
    private static Optional<String> source(
            Variable variable, Map<String, String> environment, Map<String, String> variables, Path stack) {
        String file = variable.isSecret() ? variables.getOrDefault(variable.fileVariable(), "") : "";
        if (environment.getOrDefault(variable.name(), "").isEmpty() && !file.isBlank()) {
            return Optional.of(file);
        }
        if (environment.containsKey(variable.name())) {
            return Optional.of("environment");
        }
        return variables.containsKey(variable.name()) ? Optional.of(stack.toString()) : Optional.empty();
    }

    /** What nodes miss is no problem here: this may be the environment of commands only. */
    private static Finding finding(ConfigurationFinding found) {
        String fault = found.variable() + " " + found.fault() + ".";
        Finding finding =
                switch (found.severity()) {
                    case REFUSED -> Finding.problem(fault, found.remedy());
                    case MISSING -> Finding.warning(fault + " A node does not start.", found.remedy());
                    case WARNING -> Finding.warning(fault, found.remedy());
                };
        return finding.of(found.variable());
    }

    Table table() {
        Table table = new Table("VARIABLE", "VALUE", "FROM");
        variables.forEach(line -> table.row(line.variable(), line.value(), line.source()));
        return table;
    }
}
