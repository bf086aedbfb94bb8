package io.talel.query.projection;

import java.util.function.Function;

/**
 * A projection: everything that processors, generations and rebuilds need to know of it.
 *
 * @param name name of its processor and beginning of the names of its streams and generations: {@code article} handles
 *     {@code article-42} and writes {@code article_g1}
 * @param view the view in {@code read_model} that shows the active generation, with columns {@code id} and {@code version}
 * @param codeVersion raised with every change after which the same events give other rows
 * @param handler makes the object with the event handlers, writing to the generation it is given
 */
public record Projection(String name, String view, int codeVersion, Function<GenerationWriter, Object> handler) {

    public boolean handles(String stream) {
        return stream.startsWith(name + "-");
    }

    public String streamOf(long id) {
        return name + "-" + id;
    }

    /** The id of the row of a stream that this projection handles. */
    public long idOf(String stream) {
        return Long.parseLong(stream.substring(name.length() + 1));
    }
}
