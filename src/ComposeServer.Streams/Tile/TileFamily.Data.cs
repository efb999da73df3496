using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Staging;

namespace ComposeServer.Streams.Tile;

/// <summary>How tiles change: links, header, patch, size, schema, in this order (ceramic.md 6.1).</summary>
public sealed partial class TileFamily
{
    ApplyResult ApplyData(TileState before, RawEvent raw, IApplyView view)
    {
        if (TipRule.Check(before, raw, view) is { } misplaced)
            return misplaced;
        if (!TryReadChanges(before, raw.Body, out var header, out var controller, out var refusal))
            return new ApplyResult.Refused(refusal);
        if (!TryPatch(before.NewestContent, raw.Body, out var content, out refusal))
            return new ApplyResult.Refused(refusal);
        var metadata = Merge(before.NewestMetadata, header);
        if (CheckResult(content, metadata, view) is { } problem)
            return problem;
        return new ApplyResult.Applied(
            before with
            {
                Tip = raw.Cid,
                Height = before.Height + 1,
                Controller = controller,
                Written = raw.Cid,
                HasDataEvent = true,
                Next = new NextVersion(content, metadata),
            }
        );
    }

    /// <summary>Reads the header of a data event; the JS node cannot do without one.</summary>
    static bool TryReadChanges(
        TileState before,
        IpldMap body,
        [NotNullWhen(true)] out IpldMap? header,
        out Did controller,
        out Refusal refusal
    )
    {
        controller = before.Controller;
        if (!body.TryGet("header", out header))
        {
            refusal = TileMetadata.Invalid("header is missing");
            return false;
        }

        refusal =
            CheckControllers(before, header, ref controller)
            ?? CheckFlag(before, header)
            ?? TileMetadata.CheckTypes(header)
            ?? default;
        return refusal.Code is null;
    }

    static Refusal? CheckControllers(TileState before, IpldMap header, ref Did controller)
    {
        if (!header.TryGet(TileMetadata.Controllers, out var value))
            return null;
        if (value is not IpldList { Count: 1 } controllers)
            return TileMetadata.Invalid("Exactly one controller must be specified");
        if (!JsTruth.Of(controllers[0]))
            return TileMetadata.Invalid("Controller cannot be updated to an undefined value.");
        if (controllers[0] is not IpldString text || !Did.TryParse(text.Value, out controller))
            return TileMetadata.Invalid(
                $"Attempting to update a TileDocument with an invalid DID string: {controllers[0]}"
            );
        var proven = (IpldMap)before.Metadata.ToIpld();
        if (JsTruth.Of(proven, TileMetadata.ForbidControllerChange) && !controllers.Equals(proven["controllers"]))
            return new(
                RefusalCode.NotAllowed,
                "Cannot change controllers since 'forbidControllerChange' is set. "
                    + $"Tried to change controllers for Stream {before.Id} from {proven["controllers"]} to {text.Value}"
            );
        return null;
    }

    static Refusal? CheckFlag(TileState before, IpldMap header)
    {
        if (!header.TryGet(TileMetadata.ForbidControllerChange, out var flag))
            return null;
        var proven = (IpldMap)before.Metadata.ToIpld();
        return proven.TryGet(TileMetadata.ForbidControllerChange, out var old) && old.Equals(flag)
            ? null
            : new(RefusalCode.NotAllowed, "Changing 'forbidControllerChange' metadata property is not allowed");
    }

    /// <summary>As <c>{...old, ...header}</c>: a member that was there keeps its place.</summary>
    static JsonBytes Merge(JsonBytes old, IpldMap header)
    {
        if (header.Count == 0)
            return old;
        var merged = (IpldMap)old.ToIpld();
        foreach (var (key, value) in header.Entries)
            merged = merged.With(key, value);
        return JsonBytes.Of(merged);
    }

    bool TryPatch(JsonBytes before, IpldMap body, out JsonBytes after, out Refusal refusal)
    {
        after = before;
        refusal = default;
        var operations = body.TryGet("data", out var found) ? found : IpldValue.Null;
        if (DocumentContent.FindNotJson(operations, "patch") is { } fault)
        {
            refusal = new(RefusalCode.InvalidPatch, $"Invalid JSON patch: {fault}");
            return false;
        }

        using var list = JsonBytes.Of(operations).Read();
        if (!JsonPatch.TryRead(list.RootElement, options.Patches, out var patch, out var unread))
        {
            refusal = Wrap(unread);
            return false;
        }

        using var old = before.Read();
        var patched = patch.Apply(old.RootElement, options.PatchLimits);
        if (patched.IsApplied)
            after = JsonBytes.Trusted(patched.Json);
        else
            refusal = Wrap(patched.Error);
        return patched.IsApplied;
    }

    static Refusal Wrap(PatchError error) =>
        new(
            error.Code == PatchErrorCode.ResultTooLarge ? RefusalCode.TooLarge : RefusalCode.InvalidPatch,
            $"Invalid JSON patch: {error.Detail}"
        );
}
