package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/// The words of an upload in the user's language.
final class UploadWords {
  private UploadWords() {}

  static UploadI18N of(Component texts) {
    var words = new UploadI18N();
    words.setError(
        new UploadI18N.Error()
            .setTooManyFiles(texts.getTranslation("desk.attach.tooMany"))
            .setFileIsTooBig(texts.getTranslation("desk.attach.tooLarge"))
            .setIncorrectFileType(texts.getTranslation("desk.attach.notAllowed")));
    words.setUploading(
        new UploadI18N.Uploading()
            .setStatus(
                new UploadI18N.Uploading.Status()
                    .setConnecting(texts.getTranslation("desk.attach.connecting"))
                    .setStalled(texts.getTranslation("desk.attach.stalled"))
                    .setProcessing(texts.getTranslation("desk.attach.checking"))
                    .setHeld(texts.getTranslation("desk.attach.held")))
            .setRemainingTime(
                new UploadI18N.Uploading.RemainingTime()
                    .setPrefix(texts.getTranslation("desk.attach.left") + " ")
                    .setUnknown(""))
            .setError(
                new UploadI18N.Uploading.Error()
                    .setServerUnavailable(texts.getTranslation("desk.attach.later"))
                    .setUnexpectedServerError(texts.getTranslation("desk.attach.later"))
                    .setForbidden(texts.getTranslation("desk.attach.refused"))));
    words.setFile(
        new UploadI18N.File()
            .setRetry(texts.getTranslation("desk.attach.retry"))
            .setStart(texts.getTranslation("desk.attach"))
            .setRemove(texts.getTranslation("desk.attach.cancel")));
    words.setUnits(
        new UploadI18N.Units()
            .setSize(List.of("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")));
    return words;
  }
}
