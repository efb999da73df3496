using ComposeServer.Composites.Format;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Compiler;

/// <summary>Makes models without a node, by signing them here. What a node would refuse is refused.</summary>
/// <remarks>Knows the models it was given and those it has made. Not safe for use by several threads at once.</remarks>
public sealed class OfflineModelCreator : IModelCreator
{
    readonly ISigner signer;
    readonly Cacao? capability;
    readonly Did controller;
    readonly Dictionary<StreamId, CompositeModel> known;

    /// <summary>Models will be controlled by the key itself.</summary>
    /// <param name="signer">The key. It stays the caller's to dispose of.</param>
    /// <param name="known">Models that a text may load or implement.</param>
    public OfflineModelCreator(ISigner signer, params IEnumerable<CompositeModel> known)
        : this(signer, null, (signer ?? throw new ArgumentNullException(nameof(signer))).Did, known) { }

    /// <summary>Models will be controlled by the account of a session.</summary>
    /// <param name="session">Without an expiry, and for models. It stays the caller's to dispose of.</param>
    /// <param name="known">Models that a text may load or implement.</param>
    public OfflineModelCreator(DidSession session, params IEnumerable<CompositeModel> known)
        : this(
            (session ?? throw new ArgumentNullException(nameof(session))).Signer,
            session.Capability,
            session.Parent,
            known
        ) { }

    internal OfflineModelCreator(ISigner signer, Cacao? capability, Did controller, IEnumerable<CompositeModel> known)
    {
        this.signer = signer;
        this.capability = capability;
        this.controller = controller;
        this.known = known.ToDictionary(model => model.Id);
    }

    /// <inheritdoc/>
    public Task<CompositeModel> CreateAsync(ModelDefinition definition, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ModelController.CheckWrite(controller, capability);
        RequireAcceptable(definition);

        var payload = ModelEvents.Init(definition, controller);
        var jws = signer.SignEvent(payload.Cid, capability?.Cid);
        var model = CompositeModel.Of(new ModelCommit(jws, payload, capability?.Block));
        known[model.Id] = model;
        return Task.FromResult(model);
    }

    /// <inheritdoc/>
    public Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel) =>
        known.TryGetValue(id, out var model)
            ? Task.FromResult(model)
            : throw CompositeException.Because(CompositeErrorCode.ModelUnusable, $"Model not found: {id}");

    void RequireAcceptable(ModelDefinition definition)
    {
        switch (ModelRules.Check(definition.Value, id => known.GetValueOrDefault(id)?.Definition))
        {
            case ModelVerdict.Refused(var fault):
                throw CompositeException.Of(
                    new(CompositeErrorCode.ModelUnusable, fault.Message)
                    {
                        All =
                        [
                            .. fault.Causes.Select(cause => new CompositeError(
                                CompositeErrorCode.ModelUnusable,
                                cause.Explained
                            )),
                        ],
                    }
                );
            case ModelVerdict.Missing(var interfaces):
                throw CompositeException.Because(CompositeErrorCode.ModelUnusable, $"Model not found: {interfaces[0]}");
        }
    }
}
