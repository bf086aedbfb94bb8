package io.talel.ops.benchmark;

/** An article that the benchmark publishes. */
record Article(String title, String body, String metaDescription) {

    /** The body of {@code POST /v1/articles}. */
    String json() {
        return "{\"title\":" + quoted(title) + ",\"body\":" + quoted(body) + ",\"meta_description\":"
                + quoted(metaDescription) + "}";
    }

    /** The corpus holds no control character but the line feed. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
