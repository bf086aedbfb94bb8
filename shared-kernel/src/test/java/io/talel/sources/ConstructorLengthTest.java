package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constructors take at most six parameters. Records hold data and are exempt. */
class ConstructorLengthTest {

    private static final int MOST_PARAMETERS = 6;

    @Test
    void constructors_are_short() throws IOException {
        List<Path> files = JavaFiles.ofProduct();
        assertThat(files).hasSizeGreaterThan(500);
        assertThat(longOnes(JavaFiles.parsed(files))).isEmpty();
    }

    @Test
    void a_long_constructor_is_found_but_that_of_a_record() throws IOException {
        assertThat(longOnes(JavaFiles.parsed("""
                class Sample {
                    Sample(int a, int b, int c, int d, int e, int f) {}
                    void method(int a, int b, int c, int d, int e, int f, int g) {}
                    record Data(int a, int b, int c, int d, int e, int f, int g) {}
                    static class TooLong {
                        TooLong(int a, int b, int c, int d, int e, int f, int g) {}
                    }
                }
                """))).containsExactly("TooLong takes 7 parameters");
    }

    private static List<String> longOnes(List<CompilationUnitTree> units) {
        List<String> found = new ArrayList<>();
        units.forEach(unit -> new TreeScanner<Void, ClassTree>() {
            @Override
            public Void visitClass(ClassTree type, ClassTree outer) {
                return super.visitClass(type, type);
            }

            @Override
            public Void visitMethod(MethodTree method, ClassTree type) {
                int parameters = method.getParameters().size();
                if (method.getReturnType() == null && type.getKind() != Kind.RECORD && parameters > MOST_PARAMETERS) {
                    found.add(type.getSimpleName() + " takes " + parameters + " parameters");
                }
                return super.visitMethod(method, type);
            }
        }.scan(unit, null));
        return found;
    }
}
