package io.talel.gateway.architecture;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Names the endpoints of a controller's method, such as {@code GET /articles/{slug}}. */
final class Endpoints {

    private Endpoints() {}

    static List<String> of(Method method) {
        return methods(method)
                .flatMap(verb -> paths(method.getDeclaringClass())
                        .flatMap(base -> paths(method).map(path -> verb + " " + base + path)))
                .toList();
    }

    private static Stream<String> methods(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null || mapping.method().length == 0
                ? Stream.of("any method at")
                : Arrays.stream(mapping.method()).map(RequestMethod::name);
    }

    private static Stream<String> paths(AnnotatedElement element) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }
}
