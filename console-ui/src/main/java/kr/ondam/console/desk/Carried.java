package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Part;
import kr.ondam.channel.sms.SmsCheck;
import kr.ondam.channel.sms.SmsText;
import kr.ondam.conversation.Upload;

/// The line under the editor that says, before it is sent, what the channel makes of a message.
final class Carried extends Div {
  Carried() {
    addClassName("carried");
    getElement().setAttribute("role", "status");
    setVisible(false);
  }

  /// Answers whether anything of the message arrives.
  ///
  /// @param files that go with it and have not been sent yet
  boolean show(ChannelKind channel, Capabilities can, List<Part> parts, List<Upload> files) {
    removeAll();
    var sizes =
        files.stream().collect(Collectors.toMap(f -> f.id().value(), Upload::bytes, (a, _) -> a));
    var result = Degradation.of(can, parts, id -> sizes.getOrDefault(id, 0L));
    var name = getTranslation("channel." + channel.name());
    result.losses().forEach(loss -> add(sentence(name, can, loss)));
    misshapen(can, files).forEach(loss -> add(sentence(name, can, loss)));
    if (can.measure() == Capabilities.Measure.MS949 && result.arrives()) {
      measure(name, SmsCheck.of(result.parts()));
    }
    SmsCheck.losses(channel, can, result.parts()).forEach(loss -> add(sentence(name, can, loss)));
    setVisible(getComponentCount() > 0);
    return parts.isEmpty() || result.arrives();
  }

  /// The pictures of which the provider will not take the shape.
  static List<Loss> misshapen(Capabilities can, List<Upload> files) {
    return files.stream()
        .filter(f -> f.width() > 0 && !can.shapes().take(f.width(), f.height()))
        .map(f -> new Loss(Loss.Kind.PICTURE_SHAPE, 1, f.name()))
        .toList();
  }

  private void measure(String name, SmsCheck check) {
    boolean goes = check.octets() > 0 || check.size() == SmsText.Size.MMS;
    if (goes && check.size() != SmsText.Size.TOO_LONG) {
      add(new Span(getTranslation("desk.sms." + check.size().name(), name, check.octets())));
    }
  }

  private Span sentence(String name, Capabilities can, Loss loss) {
    var key = "desk.carried." + loss.kind().name();
    boolean tooLong = loss.kind() == Loss.Kind.TOO_LONG;
    var line =
        new Span(
            tooLong
                ? getTranslation(
                    key + "." + can.measure().name(), name, loss.count(), can.longest())
                : getTranslation(key, name, loss.count(), loss.detail()));
    line.setClassName("grave", loss.kind().grave());
    return line;
  }
}
