package io.talel.gateway.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Requests that the end-to-end tests send, read from their source: method and path, such as {@code GET /articles/?}. */
final class EndpointTests {

    /** Stands for what is only known when the test runs. */
    private static final String UNKNOWN = "?";

    private static final Path TESTS = Path.of("src/test/java/io/talel/gateway/e2e");

    private final Map<String, String> paths = new HashMap<>();
    private final Set<String> requests = new TreeSet<>();

    private EndpointTests() {}

    static EndpointTests read() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.list(TESTS);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files.toList()));
            EndpointTests tests = new EndpointTests();
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            units.forEach(unit -> tests.new Helpers().scan(unit, null));
            units.forEach(unit -> tests.new Requests().scan(unit, null));
            return tests;
        }
    }

    /** @param endpoint such as {@code GET /articles/{slug}} */
    boolean cover(String endpoint) {
        String request = endpoint.replaceAll("\\{[^}]+}", "[^/]+");
        return requests.stream().anyMatch(sent -> sent.matches(request));
    }

    /** Methods that return a path. */
    private final class Helpers extends TreeScanner<Void, Void> {
        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null
                    && method.getBody().getStatements().size() == 1
                    && method.getBody().getStatements().getFirst() instanceof ReturnTree returned
                    && returned.getExpression() != null) {
                String path = text(returned.getExpression());
                if (path.startsWith("/")) {
                    paths.put(method.getName().toString(), path);
                }
            }
            return super.visitMethod(method, nothing);
        }
    }

    private final class Requests extends TreeScanner<Void, Void> {
        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            List<? extends ExpressionTree> arguments = call.getArguments();
            if (Set.of("get", "post").contains(name(call)) && arguments.size() == 1) {
                add(name(call), arguments.getFirst());
            } else if (name(call).equals("request") && arguments.size() == 2) {
                add(text(arguments.getFirst()), arguments.getLast());
            }
            return super.visitMethodInvocation(call, nothing);
        }

        private void add(String method, ExpressionTree path) {
            String text = text(path);
            if (text.startsWith("/")) {
                requests.add(method.toUpperCase(Locale.ROOT) + " " + text.replaceFirst("\\?[^/]*=.*", ""));
            }
        }
    }

    private String text(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> String.valueOf(literal.getValue());
            case ParenthesizedTree inner -> text(inner.getExpression());
            case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
            case MethodInvocationTree call -> paths.getOrDefault(name(call), UNKNOWN);
            default -> UNKNOWN;
        };
    }

    private static String name(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree selected
                ? selected.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }
}
