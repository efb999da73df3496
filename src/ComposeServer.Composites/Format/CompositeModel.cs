using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Format;

/// <summary>A model with the signed events that make it. Its StreamID has been computed from them.</summary>
public sealed class CompositeModel
{
    CompositeModel(StreamId id, Did controller, ModelDefinition definition, IReadOnlyList<ModelCommit> commits)
    {
        Id = id;
        Controller = controller;
        Definition = definition;
        Commits = commits;
    }

    /// <summary>Its StreamID, of the type model.</summary>
    public StreamId Id { get; }

    /// <summary>Who signed it, or let it be signed.</summary>
    public Did Controller { get; }

    /// <summary>What it says. Its members have the order of DAG-CBOR, as in every model that has been stored.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Its signed events, the init event first. Never empty.</summary>
    public IReadOnlyList<ModelCommit> Commits { get; }

    /// <summary>Puts a model together from its signed events.</summary>
    /// <exception cref="CompositeException">
    /// <c>COMPOSITE_INVALID</c>: there is no event, blocks do not hash to their names, or the first is no init event of a model;
    /// <c>MODEL_UNUSABLE</c>: the definition is malformed.
    /// </exception>
    /// <remarks>Signatures and controller are for the node to judge, or for <see cref="RequireSupportedController"/>.</remarks>
    public static CompositeModel Of(params IReadOnlyList<ModelCommit> commits)
    {
        ArgumentNullException.ThrowIfNull(commits);
        if (commits is not [var init, ..])
            throw Malformed("there is no commit");
        foreach (var commit in commits)
        {
            if (commit.Linked.Cid != commit.Jws.Link || !commit.Linked.IsNamedRight)
                throw Malformed($"linkedBlock is not the block {commit.Jws.Link} that was signed");
        }

        var id = new StreamId(StreamType.Model, init.Jws.ToBlock().Cid);
        if (!DagCborDecoder.ReadStrict(init.Linked.Bytes).TryGet<IpldMap>(out var payload))
            throw Malformed($"{id}: linkedBlock is not a DAG-CBOR map");
        if (!payload.TryGet<IpldMap>("data", out var data) || ReadController(payload) is not { } controller)
            throw Malformed($"{id}: the first commit is not the init event of a model");
        return ModelDefinition.TryRead(data, out var definition, out var error)
            ? new(id, controller, definition, [.. commits])
            : throw CompositeException.Because(CompositeErrorCode.ModelUnusable, error);
    }

    /// <summary>Passes when the model may be part of a composite.</summary>
    /// <exception cref="CompositeException"><c>CONTROLLER_UNSUPPORTED</c>.</exception>
    public void RequireSupportedController()
    {
        var capability = Commits[0].Capability is { } block && Cacao.TryRead(block, out var read, out _) ? read : null;
        ModelController.CheckRead(Controller, capability);
    }

    static Did? ReadController(IpldMap payload) =>
        payload.TryGet<IpldMap>("header", out var header)
        && header.TryGet<IpldList>("controllers", out var controllers)
        && controllers.Items is [IpldString text]
        && Did.TryParse(text.Value, out var did)
            ? did
            : null;

    static CompositeException Malformed(string problem) =>
        CompositeException.Because(CompositeErrorCode.CompositeInvalid, $"Malformed model: {problem}");
}
