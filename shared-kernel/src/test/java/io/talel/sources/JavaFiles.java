package io.talel.sources;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The source files of all modules. */
final class JavaFiles {

    private static final Path ROOT = Path.of("..");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private JavaFiles() {}

    static List<Path> ofProduct() {
        return below("src/main/java");
    }

    static List<Path> ofTests() {
        return below("src/test/java");
    }

    private static List<Path> below(String directory) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/" + directory + "/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CompilationUnitTree> parsed(List<Path> files) throws IOException {
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            return parsed(manager.getJavaFileObjectsFromPaths(files));
        }
    }

    static List<CompilationUnitTree> parsed(String source) throws IOException {
        return parsed(
                List.of(new SimpleJavaFileObject(URI.create("memory:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                }));
    }

    private static List<CompilationUnitTree> parsed(Iterable<? extends JavaFileObject> files) throws IOException {
        List<CompilationUnitTree> units = new ArrayList<>();
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, null, null, files);
        task.parse().forEach(units::add);
        return units;
    }
}
