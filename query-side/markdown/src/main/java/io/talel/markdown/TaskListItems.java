package io.talel.markdown;

import java.util.Set;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Renders the box of a task as a character: a form has no place in an article. */
record TaskListItems(HtmlNodeRendererContext context) implements NodeRenderer {

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(TaskListItemMarker.class);
    }

    @Override
    public void render(Node node) {
        boolean done = node instanceof TaskListItemMarker marker && marker.isChecked();
        context.getWriter().text(done ? "\u2611 " : "\u2610 ");
    }
}
