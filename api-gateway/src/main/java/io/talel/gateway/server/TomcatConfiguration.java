package io.talel.gateway.server;

import io.talel.gateway.error.ErrorWriter;
import io.talel.gateway.server.pace.Connections;
import io.talel.gateway.server.pace.PacedProtocol;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures what no property of Spring Boot does. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeOfTomcat(
            BrowserHeaders headers, CorsHeaders cors, ErrorWriter errors, Connections connections) {
        return factory -> {
            factory.setProtocol(PacedProtocol.class.getName());
            factory.addConnectorCustomizers(
                    connector -> ((PacedProtocol) connector.getProtocolHandler()).use(connections));
            factory.addEngineValves(new RequestIdValve(), new BrowserValve(headers, cors));
            factory.addContextValves(new PlainPathValve());
            factory.addConnectorCustomizers(
                    TomcatConfiguration::refuseBeforeTheBodyIsSent, TomcatConfiguration::passOnEncodedSlashes);
            factory.addContextCustomizers(context -> {
                // v1 has no trailing slashes, so nothing is redirected.
                context.setMapperContextRootRedirectEnabled(false);
                StandardHost host = (StandardHost) context.getParent();
                host.setErrorReportValveClass(ErrorValve.class.getName());
                host.getPipeline().addValve(new ErrorValve(headers, errors));
            });
        };
    }

    /** Answers {@code Expect: 100-continue} only when the body is read. */
    private static void refuseBeforeTheBodyIsSent(Connector connector) {
        connector.setProperty("continueResponseTiming", "onRead");
    }

    /** Tomcat refuses them, since they could end a part of a path. Spring splits paths before it decodes their parts. */
    private static void passOnEncodedSlashes(Connector connector) {
        String passOn = EncodedSolidusHandling.PASS_THROUGH.getValue();
        connector.setEncodedSolidusHandling(passOn);
        connector.setEncodedReverseSolidusHandling(passOn);
    }
}
