package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the record of a {@link JsonBody} parameter from the request, or refuses the request. */
@Component
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

    private final BodyReader bodies;

    JsonBodyResolver(BodyReader bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(JsonBody.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        JsonBody annotation = Objects.requireNonNull(parameter.getParameterAnnotation(JsonBody.class));
        String contentType = request.getContentType();
        if (contentType != null && !isJson(contentType)) {
            throw notJson();
        }
        BodyRecord type = BodyRecord.of(parameter.getParameterType());
        return bodies.read(request, annotation.maxBytes(), body -> {
            if (contentType == null && body.hasRemaining()) {
                throw notJson();
            }
            return type.read(JsonBodyParser.parse(body, type.keys()));
        });
    }

    private static boolean isJson(String contentType) {
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static HttpRefusal notJson() {
        return new HttpRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
    }
}
