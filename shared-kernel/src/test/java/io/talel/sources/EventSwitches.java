package io.talel.sources;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.user.UserEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The switches of some files that name events, or groups of the events of a family. */
final class EventSwitches extends TreeScanner<Void, Void> {

    private static final Set<Class<?>> FAMILIES = Set.of(UserEvent.class, ArticleEvent.class, ImageEvent.class);

    private static final Set<String> EVENTS = Stream.concat(
                    Stream.of(ArticleEvent.Beginning.class), FAMILIES.stream().flatMap(EventSwitches::below))
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    private static final Set<String> WHOLE_FAMILIES =
            FAMILIES.stream().map(Class::getSimpleName).collect(Collectors.toSet());

    private final List<String> found = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    private EventSwitches() {}

    static EventSwitches of(List<CompilationUnitTree> files) {
        EventSwitches switches = new EventSwitches();
        files.forEach(file -> switches.scan(file, null));
        return switches;
    }

    private static Stream<Class<?>> below(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Stream.empty()
                : Stream.of(permitted).flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }

    List<String> found() {
        return found;
    }

    /** Those that also take an event that they do not name. */
    List<String> open() {
        return open;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void nothing) {
        look(tree, tree.getCases());
        return super.visitSwitch(tree, nothing);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
        look(tree, tree.getCases());
        return super.visitSwitchExpression(tree, nothing);
    }

    private void look(Tree tree, List<? extends CaseTree> cases) {
        List<String> labels = cases.stream()
                .flatMap(each -> each.getLabels().stream())
                .map(EventSwitches::name)
                .toList();
        if (labels.stream().anyMatch(EVENTS::contains)) {
            found.add(tree.toString());
            if (labels.stream().anyMatch(label -> label.equals("default") || WHOLE_FAMILIES.contains(label))) {
                open.add(tree.toString());
            }
        }
    }

    /** The simple name of the type of a pattern. */
    private static String name(Tree label) {
        return switch (label) {
            case DefaultCaseLabelTree _ -> "default";
            case PatternCaseLabelTree pattern -> simple(type(pattern.getPattern()));
            default -> "";
        };
    }

    private static String type(Tree pattern) {
        return switch (pattern) {
            case BindingPatternTree binding -> binding.getVariable().getType().toString();
            case DeconstructionPatternTree record -> record.getDeconstructor().toString();
            default -> "";
        };
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
