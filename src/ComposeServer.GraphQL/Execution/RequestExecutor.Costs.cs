using System.Buffers;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Costs: what an operation takes is estimated with its variables, before anything is executed.</summary>
public sealed partial class RequestExecutor
{
    /// <summary>Keeps a request from being executed that is live and announced, takes too much, or only asks what it would take.</summary>
    /// <returns>What became of it; null when it is to be executed.</returns>
    ExecutionSummary? Withhold(
        PreparedOperation operation,
        RequestContext context,
        GraphQLRequest request,
        IBufferWriter<byte> output,
        out CostEstimate cost
    )
    {
        (cost, var error) = Weigh(context, request);
        if (error is not null)
        {
            return Refuse(new(ExecutionStatus.CostExceeded, error), operation, output) with { Cost = cost };
        }

        if (request.CostReport == CostReport.Validate)
        {
            context.Response.OmitsData = true;
            ResponseWriter.Write(output, data: null, [], context.Response);
            return Summarise(ExecutionStatus.Executed, operation, hasData: true, []) with { Cost = cost };
        }

        return request.AnnouncesLive && LivePauseOf(operation, context.Variables) is { } pause
            ? Summarise(ExecutionStatus.Executed, operation, hasData: false, []) with
            {
                Cost = cost,
                LivePause = pause,
            }
            : null;
    }

    /// <returns>The estimate, and why the operation is not executed if that is so.</returns>
    (CostEstimate Cost, GraphQLError? Error) Weigh(RequestContext context, GraphQLRequest request)
    {
        var estimator = new CostEstimator(context);
        var cost = estimator.Estimate();
        if (request.CostReport != CostReport.None)
        {
            context.Response.Set("operationCost", cost.ToExtension());
        }

        var limits = options.Costs;
        if (request.CostReport == CostReport.Validate || limits.Exceeded(cost + request.CostBefore) is not { } exceeded)
        {
            return (cost, null);
        }

        var (name, value, max) = exceeded;
        var message =
            $"The operation is estimated to take {value:0} {name}; the limit is {max}. Most are under \"{estimator.HeaviestPath()}\": ask for smaller pages there.";
        return (
            cost,
            new GraphQLError(message, ErrorCodes.CostExceeded)
                .With("limit", name)
                .With("max", max)
                .With("estimate", value)
        );
    }
}
