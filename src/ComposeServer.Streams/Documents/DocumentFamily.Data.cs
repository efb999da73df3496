using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents.Rules;

namespace ComposeServer.Streams.Documents;

/// <summary>How documents change: links, header, patch, size, schema, relations, immutable fields, set key, in this order (ceramic.md 6.4).</summary>
public sealed partial class DocumentFamily
{
    ApplyResult ApplyData(DocumentState before, RawEvent raw, IApplyView view)
    {
        if (TipRule.Check(before, raw, view) is { } misplaced)
            return misplaced;
        if (!TryReadHeader(before, raw.Body, out var shouldIndex, out var refusal))
            return new ApplyResult.Refused(refusal);
        var version = DocumentHeader.VersionOf(raw.Body) ?? before.ModelVersion;
        if (!TryFindModel(before.ModelId, version, view, out var model, out var absent))
            return absent;

        var operations = raw.Body.TryGet("data", out var found) ? found : IpldValue.Null;
        if (DocumentContent.FindNotJson(operations, "patch") is { } fault)
            return ApplyResult.Refuse(RefusalCode.InvalidPatch, $"Invalid JSON patch: {fault}");
        using var list = JsonBytes.Of(operations).Read();
        if (!JsonPatch.TryRead(list.RootElement, options.Patches, out var patch, out var unread))
            return Refuse(unread);

        // A document that nobody has written to has no content yet: patches begin with an empty object.
        using var old = new DocumentContent(before.Content.IsNull ? JsonBytes.EmptyObject : before.Content);
        var patched = patch.Apply(old.Root, options.PatchLimits);
        if (!patched.IsApplied)
            return Refuse(patched.Error);
        using var content = new DocumentContent(JsonBytes.Trusted(patched.Json));
        if (CheckContent(before, patch, old, content, model, view) is { } problem)
            return problem;
        return new ApplyResult.Applied(
            before with
            {
                Tip = raw.Cid,
                Height = before.Height + 1,
                Content = content.Text,
                ShouldIndex = shouldIndex ?? before.ShouldIndex,
                ModelVersion = version,
                HasDataEvent = true,
            }
        );
    }

    ApplyResult? CheckContent(
        DocumentState before,
        JsonPatch patch,
        DocumentContent old,
        DocumentContent content,
        CompiledModel model,
        IApplyView view
    )
    {
        if (ContentFitsSchema.Check(content, model, options.ContentSizeBytesMax) is { } refusal)
            return new ApplyResult.Refused(refusal);
        if (new RelationsHold(models, view, options.IsOwnDoor).Check(old, content, model) is { } problem)
            return problem;

        // The first data event of a deterministic document gives its fields the values they then keep.
        var isFirstWrite = model.Definition.AccountRelation.IsDeterministic && !before.HasDataEvent;
        var fault = isFirstWrite
            ? null
            : ImmutableFieldsKeep.CheckOperations(patch, model) ?? ImmutableFieldsKeep.CheckValues(old, content, model);
        fault ??= SetKeyMatches.Check(before.Unique, content, model);
        return fault is { } reason ? new ApplyResult.Refused(reason) : null;
    }

    bool TryReadHeader(DocumentState before, IpldMap body, out bool? shouldIndex, out Refusal refusal)
    {
        shouldIndex = null;
        refusal = default;
        if (!body.TryGet("header", out var value))
            return true;
        var header = value as IpldMap;
        if (header is not null && header.Entries.All(entry => MayChange(entry.Key)))
        {
            if (CheckNamedVersion(body) is { } misnamed)
            {
                refusal = misnamed;
                return false;
            }

            if (DocumentHeader.TryReadFlag(header, out shouldIndex))
                return true;
            refusal = new(RefusalCode.InvalidHeader, "Invalid 'shouldIndex' in header: it must be true or false");
            return false;
        }

        // The two spaces and the back quote at the end are the JS node's.
        refusal = new(
            RefusalCode.InvalidHeader,
            "Updating metadata for ModelInstanceDocument Streams is not allowed.  "
                + $"Tried to change metadata for Stream {before.Id} from {Metadata(before)} to {value}`"
        );
        return false;
    }

    static string Metadata(DocumentState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            StreamStateJson.WriteMetadata(writer, state);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static ApplyResult Refuse(PatchError error) =>
        ApplyResult.Refuse(
            error.Code == PatchErrorCode.ResultTooLarge ? RefusalCode.TooLarge : RefusalCode.InvalidPatch,
            $"Invalid JSON patch: {error.Detail}"
        );
}
