package io.talel.ops.console.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Part of a YAML file below {@code ops/deploy}. A CloudFormation function is text, {@code !Ref Tag}; {@code !If} is its
 * value for a true condition.
 */
record Yaml(Object value) {

    private static final Path DEPLOY = Path.of("..", "deploy");

    static Yaml of(String file) {
        try {
            LoaderOptions loader = new LoaderOptions();
            DumperOptions dumper = new DumperOptions();
            return new Yaml(new org.yaml.snakeyaml.Yaml(
                            new Functions(loader), new Representer(dumper), dumper, loader, new Texts())
                    .load(Files.readString(DEPLOY.resolve(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Yaml at(String... path) {
        Object found = value;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
            if (found == null) {
                throw new AssertionError("no " + name + " in " + String.join(" > ", path));
            }
        }
        return new Yaml(found);
    }

    boolean has(String name) {
        return ((Map<?, ?>) value).containsKey(name);
    }

    /** Elements of a list, or values of a map. */
    List<Yaml> each() {
        return (value instanceof Map<?, ?> map ? map.values() : (List<?>) value)
                .stream().map(Yaml::new).toList();
    }

    List<String> names() {
        return ((Map<?, ?>) value).keySet().stream().map(String::valueOf).toList();
    }

    /** The texts of a list, or the only one. */
    List<String> texts() {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(text());
    }

    String text() {
        return String.valueOf(value);
    }

    private static final class Functions extends SafeConstructor {

        Functions(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    Object arguments =
                            switch (node) {
                                case ScalarNode scalar -> scalar.getValue();
                                case SequenceNode sequence -> constructSequence(sequence);
                                case MappingNode mapping -> constructMapping(mapping);
                                default -> throw new IllegalStateException(node.toString());
                            };
                    return node.getTag().getValue().equals("!If")
                            ? ((List<?>) arguments).get(1)
                            : node.getTag().getValue() + " " + arguments;
                }
            });
        }
    }

    /** Keeps scalars as written: {@code on} is not a Boolean. */
    private static final class Texts extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }
}
