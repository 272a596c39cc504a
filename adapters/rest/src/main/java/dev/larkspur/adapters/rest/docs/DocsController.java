package dev.larkspur.adapters.rest.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.rest.Links;
import dev.larkspur.adapters.rest.Routes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Serves the OpenAPI document and the page to try it. Both need no key: they tell nothing of this
 * deployment.
 */
@Hidden
@Controller(Routes.PREFIX + "/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
  private record Resource(String path, String type) {}

  private static final String DOCUMENT = "/META-INF/swagger/larkspur.yml";
  private static final String PAGE = "/dev/larkspur/adapters/rest/docs/";
  private static final String SWAGGER = "/META-INF/swagger/views/swagger-ui/res/";

  /** A list and not a folder: nothing else on the class path can be asked for. */
  private static final Map<String, Resource> FILES =
      Map.of(
          "page.js", new Resource(PAGE + "page.js", "text/javascript"),
          "swagger-ui.css", new Resource(SWAGGER + "swagger-ui.css", MediaType.TEXT_CSS),
          "swagger-ui-bundle.js", new Resource(SWAGGER + "swagger-ui-bundle.js", "text/javascript"),
          "favicon-32x32.png", new Resource(SWAGGER + "favicon-32x32.png", MediaType.IMAGE_PNG));

  private final Links links;

  DocsController(Links links) {
    this.links = links;
  }

  @Get(value = "/openapi.yaml", produces = MediaType.ALL)
  HttpResponse<byte[]> document() {
    return content("application/yaml", documentHere().getBytes(UTF_8));
  }

  /** The document as it was made while compiling, with the paths put where they are. */
  private String documentHere() {
    var document = text(DOCUMENT);
    return links.start().isEmpty()
        ? document
        : document + "servers:\n- url: \"" + links.start() + "\"\n";
  }

  @Get(value = "/docs", produces = MediaType.ALL)
  HttpResponse<byte[]> page() {
    var page = text(PAGE + "page.html").replace("{start}", links.start());
    return content("text/html; charset=utf-8", page.getBytes(UTF_8))
        .header(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                + " frame-ancestors 'none'");
  }

  @Get(value = "/docs/{file}", produces = MediaType.ALL)
  HttpResponse<?> file(@PathVariable("file") String file) {
    var resource = FILES.get(file);
    return resource == null
        ? HttpResponse.notFound()
        : content(resource.type(), bytes(resource.path()))
            .header(HttpHeaders.CACHE_CONTROL, "max-age=3600");
  }

  private static MutableHttpResponse<byte[]> content(String type, byte[] bytes) {
    return HttpResponse.ok(bytes)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header("X-Content-Type-Options", "nosniff");
  }

  private static String text(String path) {
    return new String(bytes(path), UTF_8);
  }

  private static byte[] bytes(String path) {
    try (var in = DocsController.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path, e);
    }
  }
}
