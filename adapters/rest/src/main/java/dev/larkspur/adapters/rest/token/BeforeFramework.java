package dev.larkspur.adapters.rest.token;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.json.JsonMapper;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/**
 * Puts a {@link Framing} and a {@link HitHandler} on each connection, before the framework
 * (HTTP/1.1; HTTP/2 has frames, and no hits).
 */
@Singleton
@Requires(classes = NettyServerCustomizer.class, beans = Hits.class)
final class BeforeFramework implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final BeanProvider<Hits> hits;
  private final BeanProvider<TokenJson> json;
  private final BeanProvider<JsonMapper> mapper;

  /** Provided later: listeners are made before what they would need. */
  BeforeFramework(
      BeanProvider<Hits> hits, BeanProvider<TokenJson> json, BeanProvider<JsonMapper> mapper) {
    this.hits = hits;
    this.json = json;
    this.mapper = mapper;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Listening());
    return event.getBean();
  }

  private final class Listening implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Connected(channel) : this;
    }
  }

  private final class Connected implements NettyServerCustomizer {
    private final Channel connection;

    Connected(Channel connection) {
      this.connection = connection;
    }

    @Override
    public void onStreamPipelineBuilt() {
      var pipeline = connection.pipeline();
      var framework = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;
      if (pipeline.get(framework) != null) {
        pipeline
            .addBefore(framework, "larkspur-framing", new Framing(mapper.get()))
            .addBefore(framework, "larkspur-hits", new HitHandler(hits.get(), json.get()));
      }
    }
  }
}
