using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models.Growth;

namespace ComposeServer.Streams.Models;

/// <summary>How models change, where that is taken: links, header, patch, size, all rules of a model, and that it only grows (ceramic.md 6.3).</summary>
public sealed partial class ModelFamily
{
    /// <summary>Bytes of a changed definition as DAG-CBOR: as much as the block of an init event may bring.</summary>
    public const int DefinitionSizeBytesMax = 256_000;

    /// <summary>Texts in a patch that may name interfaces. Those beyond are left out, and the model that needs them is not taken.</summary>
    const int InterfacesMax = 256;

    /// <summary>JSON is larger than DAG-CBOR, by a part of it: what is somewhat too large is refused with its size.</summary>
    static readonly PatchLimits Limits = new() { SizeBytesMax = 4 * DefinitionSizeBytesMax };

    /// <returns>Why no event may change this model; null when one may.</returns>
    Refusal? CheckMayChange(ModelState state) =>
        updates == ModelUpdates.Refused ? Finalized
        : state.Definition.MajorVersion < 2 ? new(RefusalCode.NotAllowed, "cannot update version 1 models")
        : state.Definition.IsInterface ? new(RefusalCode.NotAllowed, "cannot update interface models")
        : null;

    ApplyResult ApplyData(ModelState before, RawEvent raw, IApplyView view)
    {
        if (CheckMayChange(before) is { } final)
            return new ApplyResult.Refused(final);
        if (TipRule.Check(before, raw, view) is { } misplaced)
            return misplaced;
        if (raw.Body.TryGet("header", out var header) && header is not IpldMap { Count: 0 })
            return ApplyResult.Refuse(RefusalCode.InvalidHeader, "the header of a Model Stream cannot be changed");
        if (!TryPatch(before.Content, raw.Body, out var content, out var refusal))
            return new ApplyResult.Refused(refusal);

        var value = content.ToIpld();
        var block = DagCborEncoder.Encode(value);
        if (block.Length > DefinitionSizeBytesMax)
            return ApplyResult.Refuse(
                RefusalCode.TooLarge,
                $"Definition has length of {block.Length}B which exceeds maximum size of {DefinitionSizeBytesMax}B"
            );
        if (Check(value, view, out var definition) is { } problem)
            return problem;
        if (ModelGrowth.Check(before.Newest, definition!) is { } fault)
            return ApplyResult.Refuse(RefusalCode.InvalidModel, fault.Explained);
        return new ApplyResult.Applied(
            before with
            {
                Tip = raw.Cid,
                Height = before.Height + 1,
                Content = content,
                Later = new(raw.Cid, block),
            }
        );
    }

    static bool TryPatch(JsonBytes before, IpldMap body, out JsonBytes after, out Refusal refusal)
    {
        after = before;
        refusal = default;
        var operations = body.TryGet("data", out var found) ? found : IpldValue.Null;
        if (DocumentContent.FindNotJson(operations, "patch") is { } fault)
        {
            refusal = new(RefusalCode.InvalidPatch, $"Invalid JSON patch: {fault}");
            return false;
        }

        // Read alike at all doors: there is no former network whose patches would have to be taken.
        using var list = JsonBytes.Of(operations).Read();
        if (!JsonPatch.TryRead(list.RootElement, PatchMode.OwnDoor, out var patch, out var unread))
        {
            refusal = Refuse(unread);
            return false;
        }

        using var old = before.Read();
        var patched = patch.Apply(old.RootElement, Limits);
        if (patched.IsApplied)
            after = JsonBytes.Trusted(patched.Json);
        else
            refusal = Refuse(patched.Error);
        return patched.IsApplied;
    }

    static Refusal Refuse(PatchError error) =>
        new(
            error.Code == PatchErrorCode.ResultTooLarge ? RefusalCode.TooLarge : RefusalCode.InvalidPatch,
            $"Invalid JSON patch: {error.Detail}"
        );

    /// <summary>The interfaces of a changed model are those that it had, and StreamIDs of models in the patch.</summary>
    static void CollectInterfaces(ModelState? before, IpldMap body, ISet<LogName> needs)
    {
        foreach (var id in before?.Newest.Implements ?? [])
            needs.Add(id.Name);
        if (body.TryGet("data", out var operations))
            _ = Collect(operations, needs, InterfacesMax);
    }

    /// <returns>How many more may be named.</returns>
    static int Collect(IpldValue value, ISet<LogName> needs, int left)
    {
        switch (value)
        {
            case IpldString text when left > 0 && StreamId.TryFind(text.Value, out var id, out _):
                return id.Type == StreamType.Model && needs.Add(id.Name) ? left - 1 : left;
            case IpldList list:
                return list.Items.Aggregate(left, (rest, item) => Collect(item, needs, rest));
            case IpldMap map:
                return map.Entries.Aggregate(left, (rest, entry) => Collect(entry.Value, needs, rest));
            default:
                return left;
        }
    }
}
