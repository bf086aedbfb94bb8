package io.talel.samples;

import io.talel.samples.safe.KnowsItsWhole;
import org.jsoup.nodes.Document;
import org.owasp.html.Encoding;

/** Breaks the rules of the library. */
public final class BreaksTheMarkdownRules {

    private BreaksTheMarkdownRules() {}

    public static final class KnowsAFramework {
        private Document document;
    }

    public static final class DecodesByItself {
        private Encoding encoding;
    }

    public static final class KnowsItsPart {
        private KnowsItsWhole part;
    }
}
