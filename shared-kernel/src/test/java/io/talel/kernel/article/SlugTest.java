package io.talel.kernel.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.content.Title;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Hello World,          hello-world
                    ' Hello   World ',    hello-world
                    e-mail,               email
                    C++ & Java!,          c-java
                    Crème Brûlée,         creme-brulee
                    Straße,               straße
                    snake_case,           snake_case
                    日本語 の 題,          日本語-の-題
                    한국어,                한국어
                    ﬁne,                  fine
                    Top 10,               top-10
                    İstanbul,             istanbul
                    مرحبا بالعالم,        مرحبا-بالعالم
                    你好，世界！,          你好世界
                    '☀️ 🎉',              article
                    '...',                article
                    It´s fine,            its-fine
                    Java™,                java
                    20℃,                  20
                    a¨b,                  ab
                    Ａ＿Ｂ,                ab
                    a ™ b,                a-b
                    x² + ½,               x2-12
                    Ⅳ ª,                  iv-a
                    ℂ and 𝐙,              c-and-z
                    ΟΔΟΣ.ΑΣ,              οδοσας
                    été,      ete
                    What ?,               what
                    """)
    void a_title_has_the_slug_that_v1_would_have_given_it(String title, String slug) {
        assertThat(Slug.of(new Title(title))).isEqualTo(new Slug(slug));
    }

    @Property(tries = 500)
    void every_title_has_a_slug_that_fits_an_address(@ForAll("titles") Title title) {
        String slug = Slug.of(title).value();

        assertThat(slug).isNotEmpty().doesNotStartWith("-").doesNotContain("--");
        assertThat(slug.codePointCount(0, slug.length())).isLessThanOrEqualTo(Slug.MAX_BASE_LENGTH);
        assertThat(slug.codePoints()).allMatch(c -> c == '-' || c == '_' || !isSpecial(c));
        assertThat(URI.create("/articles/" + URLEncoder.encode(slug, StandardCharsets.UTF_8))
                        .getPath())
                .isEqualTo("/articles/" + slug);
    }

    @Property(tries = 500)
    void a_slug_is_stable_text(@ForAll("titles") Title title) {
        String slug = Slug.of(title).value();

        assertThat(Normalizer.isNormalized(slug, Normalizer.Form.NFC)).isTrue();
        assertThat(Slug.of(title)).isEqualTo(new Slug(slug));
    }

    @Property(tries = 500)
    void case_and_surrounding_blanks_make_no_difference(@ForAll("words") String words) {
        Slug slug = Slug.of(new Title(words));

        assertThat(Slug.of(new Title(words.toUpperCase(Locale.ROOT)))).isEqualTo(slug);
        assertThat(Slug.of(new Title("  " + words + "\t"))).isEqualTo(slug);
    }

    @Property(tries = 500)
    void the_slug_of_a_slug_without_hyphens_is_the_slug_itself(@ForAll("titles") Title title) {
        String slug = Slug.of(title).value().replace("-", "");

        assertThat(slug.isEmpty() ? "" : Slug.of(new Title(slug)).value()).isEqualTo(slug);
    }

    private static boolean isSpecial(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || "/\\?#%&=+:;,.!'\"()[]{}<>@$*^`~|".indexOf(c) >= 0;
    }

    @Provide
    Arbitrary<Title> titles() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(60),
                        Arbitraries.strings()
                                .withChars(" -_aZ9éßﬁİǅ日한☀\u0301\u00A0./?#")
                                .ofMaxLength(60),
                        Arbitraries.strings()
                                .withCharRange('\u0600', '\u06FF')
                                .withCharRange('\u4E00', '\u9FFF')
                                .withChars(' ')
                                .ofMinLength(1)
                                .ofMaxLength(Title.MAX_LENGTH),
                        Arbitraries.of("🎉", "👩‍👩‍👧", "☀️", "🇩🇪", "!", "—", "¿", "\u200D")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(60)
                                .map(symbols -> String.join("", symbols)),
                        Arbitraries.strings().withChars('a', '漢', 'ﷺ').ofLength(Title.MAX_LENGTH))
                .filter(SlugTest::isTitle)
                .map(Title::new);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("abcxyz 09_-")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(SlugTest::isTitle);
    }

    private static boolean isTitle(String text) {
        return !text.isBlank()
                && text.codePoints()
                        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
