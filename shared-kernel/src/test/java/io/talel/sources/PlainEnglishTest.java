package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainEnglishTest {

    /** What makes one read a sentence twice. */
    private static final Pattern HARD = Pattern.compile("(?i:\\b(?:whoever|those that|"
            + "(?:is|are|was|were|be|been|being) told of)\\b)|(?:^|[.!?:;](?:\\*\\*)? )Of ");

    @Test
    void comments_of_the_product_name_their_subjects() throws IOException {
        List<Path> files = JavaFiles.ofProduct();
        assertThat(files).hasSizeGreaterThan(500);
        for (Path file : files) {
            assertThat(hardOnes(Sentences.ofComments(Files.readString(file))))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void documents_name_their_subjects() throws IOException {
        List<Path> documents = Documents.all();
        assertThat(documents).hasSizeGreaterThan(40);
        for (Path document : documents) {
            assertThat(hardOnes(Sentences.ofMarkdown(Files.readString(document))))
                    .as(document.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Whoever waits for it sees it. */",
                "// Keeps those\n    // that are left.",
                "/**\n * What the hub is to be told\n * of.\n */",
                "/** Of any version. */",
                "/**\n * Reads rows. Of those it\n * drops one.\n */",
                "/**\n * Reads.\n *\n * @return Of a list, its head\n */",
                "char quote = '\\''; String s = \"\\\"\"; // Of all."
            })
    void a_comment_that_one_has_to_read_twice_breaks_the_rule(String source) {
        assertThat(hardOnes(Sentences.ofComments(source))).hasSize(1);
    }

    @Test
    void code_and_its_texts_are_no_comments() {
        assertThat(hardOnes(Sentences.ofComments("""
                /** Keeps what is told apart, of all. */
                String whoever = "// Of those that" + '"' + \"""
                    /* Of \\\""" whoever */
                    \""";
                """))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Of the libraries\n",
                "- **Removed is removed.** Of an article\n  nothing is shown.",
                "| a | Of a list |",
                "Rows are read. Of\nthose one is dropped.",
                "A node was told of it."
            })
    void a_document_that_one_has_to_read_twice_breaks_the_rule(String text) {
        assertThat(hardOnes(Sentences.ofMarkdown(text))).hasSize(1);
    }

    private static List<String> hardOnes(List<String> paragraphs) {
        return paragraphs.stream().filter(HARD.asPredicate()).toList();
    }
}
