using ComposeServer.Benchmarks;

return await BenchmarkCommand.RunAsync(args, TimeProvider.System);
