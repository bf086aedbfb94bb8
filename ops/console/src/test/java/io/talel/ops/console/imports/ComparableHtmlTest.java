package io.talel.ops.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparableHtmlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>a  b</p>                      | <p>a b</p>
            <p> a </p> <p>b</p>              | <p>a</p><p>b</p>
            <a href='x' id='y'>z</a>         | <a id="y" href="x">z</a>
            <p>&#228;</p>                    | <p>ä</p>
            <p>a<br> b</p>                   | <p>a<br>b</p>
            """)
    void what_looks_the_same_is_the_same(String one, String other) {
        assertThat(ComparableHtml.lines(one)).isEqualTo(ComparableHtml.lines(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>a</p>                         | <p>b</p>
            <p>a <em>b</em></p>              | <p>a<em>b</em></p>
            <pre>a  b</pre>                  | <pre>a b</pre>
            <a href="x">z</a>                | <a href="y">z</a>
            <!-- a -->                       | <!-- b -->
            """)
    void what_looks_different_is_different(String one, String other) {
        assertThat(ComparableHtml.lines(one)).isNotEqualTo(ComparableHtml.lines(other));
    }
}
